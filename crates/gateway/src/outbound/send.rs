//! Sending: intent, bytes, outcome. The intent is committed before the first byte leaves; whatever happens then has a name.

use core_connectivity::PayloadType;
use gateway_core::outcome::classify;
use gateway_core::ports::{IntentOutcome, OutboundPayload, StoreError};
use gateway_core::transmission::Transmission;

use crate::gateway::Gateway;
use crate::routes::Route;

/// Makes one attempt, if it is still due.
pub(super) async fn send(gateway: &Gateway, route: &Route, due: &Transmission) -> Result<(), StoreError> {
    let intent = gateway.store.record_intent(&due.id, &route.transport.endpoint(), gateway.now()).await?;
    let IntentOutcome::Begin { transmission, attempt, bytes } = intent else { return Ok(()) };
    let payload_type = PayloadType::PROFESSIONAL_CLAIM.as_str().to_owned();
    let result = route.transport.submit(&OutboundPayload { id: transmission.id.clone(), payload_type, bytes }).await;
    let outcome = classify(&result, &transmission.profile);
    tracing::info!(transmission = %transmission.id, route = %route.id, attempt, outcome = outcome.name(), "sent");
    gateway.store.record_outcome(&transmission.id, attempt, outcome, gateway.now()).await?;
    Ok(())
}
