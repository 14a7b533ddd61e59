//! Outbound: seal what waits, send what is due, ask about what is unknown. One loop for each route, so that a payer that hangs holds up nobody else.

mod ask;
mod seal;
mod send;

use std::sync::Arc;

use gateway_core::ports::StoreError;
use gateway_core::retry::NextStep;

use crate::gateway::Gateway;
use crate::limits;
use crate::routes::Route;

/// Works on one route until the daemon stops. What is in flight then is finished.
pub(crate) async fn run(gateway: Arc<Gateway>, route: Arc<Route>) {
    while !gateway.stopping.is_cancelled() {
        if let Err(error) = round(&gateway, &route).await {
            gateway.report("outbound", &error);
        }
        if !gateway.next_round(gateway.config.schedule.tick()).await {
            break;
        }
    }
}

/// One round: seals, sends, asks.
async fn round(gateway: &Gateway, route: &Route) -> Result<(), StoreError> {
    seal::seal_waiting(gateway, route).await?;
    let due = gateway.store.due_transmissions(gateway.now(), limits::SEND_ROUND).await?;
    for transmission in due {
        let ours = gateway.routes.of_transmission(&transmission).is_some_and(|found| found.id == route.id);
        if !ours || gateway.stopping.is_cancelled() {
            continue;
        }
        match transmission.next_step {
            NextStep::Send { .. } => send::send(gateway, route, &transmission).await?,
            NextStep::Ask { .. } => ask::ask(gateway, route, &transmission).await?,
            NextStep::Person { .. } | NextStep::Nothing => {}
        }
    }
    Ok(())
}
