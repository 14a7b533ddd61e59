//! Inbound: bytes are stored before anybody looks into them; only then the payer is told that they are safe, and only then they are read.

mod fetch;
mod process;

pub(crate) use fetch::run;
pub(crate) use process::{process, take_up_unfinished};

use gateway_core::inbound::{InboundOutcome, NewInbound};
use gateway_core::ports::{FetchedPayload, StoreError};

use crate::gateway::Gateway;
use crate::routes::Route;

/// Stores, confirms and works on payloads of a payer. Answers how many of them were new.
pub(crate) async fn take(gateway: &Gateway, route: &Route, payloads: Vec<FetchedPayload>) -> Result<usize, StoreError> {
    let mut new = 0;
    for payload in payloads {
        let inbound = NewInbound { bytes: payload.bytes.clone(), channel: "core".into(), route: Some(route.id.clone()), at: gateway.now() };
        let stored = gateway.store.store_inbound(inbound).await?;
        new += usize::from(matches!(stored, InboundOutcome::Stored(_)));
        // Not to be confirmed is harmless: the payer hands out the same bytes again, and they are the same file.
        if let Err(error) = route.transport.confirm_receipt(&payload).await {
            tracing::warn!(route = %route.id, inbound = %stored.id(), error = %error, "the receipt could not be confirmed");
        }
        let _turn = gateway.inbound_turn.lock().await;
        process(gateway, stored.id()).await?;
    }
    Ok(new)
}
