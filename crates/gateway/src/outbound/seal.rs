//! Sealing: the claims that wait for a payer on a route become one interchange, once they have waited long enough for each other or are many.

use gateway_core::batching::{SealRequest, WaitingBatch};
use gateway_core::identifiers::TransmissionId;
use gateway_core::limits::CLAIMS_PER_SET;
use gateway_core::ports::StoreError;

use crate::gateway::Gateway;
use crate::routes::Route;
use crate::translate::render::Renderer;

/// Seals one interchange for each payer whose claims are due on this route.
pub(super) async fn seal_waiting(gateway: &Gateway, route: &Route) -> Result<(), StoreError> {
    for batch in gateway.store.waiting_batches().await? {
        let ours = gateway.routes.of_batch(&batch).is_some_and(|found| found.id == route.id);
        if ours && is_due(gateway, route, &batch) {
            seal(gateway, route, &batch).await?;
        }
    }
    Ok(())
}

fn is_due(gateway: &Gateway, route: &Route, batch: &WaitingBatch) -> bool {
    let many = usize::try_from(batch.claims).is_ok_and(|claims| claims >= route.config.max_claims);
    let waited = gateway.now().duration_since(batch.oldest).unsigned_abs();
    many || waited >= gateway.config.schedule.batch_window()
}

async fn seal(gateway: &Gateway, route: &Route, batch: &WaitingBatch) -> Result<(), StoreError> {
    let renderer = Renderer::new(&gateway.config.submitter, &route.config);
    match gateway.store.seal(request(gateway, route, batch), &renderer).await {
        Ok(Some(transmission)) => {
            tracing::info!(transmission = %transmission.id, route = %route.id, claims = transmission.claims().count(), "sealed");
            Ok(())
        }
        Ok(None) => Ok(()),
        // One claim that cannot be written must not hold up the others: it is set aside, and the next round seals without it.
        Err(StoreError::Render(error)) => match &error.claim_id {
            Some(claim) => gateway.store.park_claim(claim, &error.reason, gateway.now()).await,
            None => Err(StoreError::Render(error)),
        },
        Err(error) => Err(error),
    }
}

fn request(gateway: &Gateway, route: &Route, batch: &WaitingBatch) -> SealRequest {
    SealRequest {
        transmission_id: TransmissionId::new(gateway.new_id()),
        route: batch.route.clone(),
        payer_id: batch.payer_id.clone(),
        sender: route.config.sender.clone(),
        receiver: route.config.receiver.clone(),
        usage: route.config.usage,
        profile: route.config.profile(),
        max_claims: route.config.max_claims,
        max_claims_per_set: CLAIMS_PER_SET,
        at: gateway.now(),
    }
}
