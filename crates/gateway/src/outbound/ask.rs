//! Asking about an UNKNOWN: a payer that has an acknowledgement for our payload has the payload.

use gateway_core::ports::{FetchKind, FetchOutcome, StoreError};
use gateway_core::retry::PayerAnswer;
use gateway_core::transmission::Transmission;

use crate::gateway::Gateway;
use crate::inbound;
use crate::routes::Route;

/// Asks for the 999 and the TA1 of a payload whose outcome is unknown, and writes down what that says.
pub(super) async fn ask(gateway: &Gateway, route: &Route, transmission: &Transmission) -> Result<(), StoreError> {
    let id = &transmission.id;
    let mut answer = PayerAnswer::NotYetKnown;
    for kind in [FetchKind::ImplementationAcknowledgement(id.clone()), FetchKind::InterchangeAcknowledgement(id.clone())] {
        match route.transport.fetch(&kind).await {
            Ok(FetchOutcome::Found(payloads)) => {
                answer = PayerAnswer::Received;
                inbound::take(gateway, route, payloads).await?;
            }
            Ok(FetchOutcome::PayloadNotKnown) if answer == PayerAnswer::NotYetKnown => answer = PayerAnswer::NotReceived,
            Ok(FetchOutcome::PayloadNotKnown | FetchOutcome::NothingYet) => {}
            // A question without an answer is a question in vain, and counts as one: a payer that is gone for good must not be asked for ever.
            Err(error) => tracing::warn!(transmission = %id, route = %route.id, error = %error, "the payer could not be asked"),
        }
        if answer == PayerAnswer::Received {
            break;
        }
    }
    tracing::info!(transmission = %id, route = %route.id, answer = answer.sentence(), "asked");
    gateway.store.record_answer(id, answer, gateway.now()).await?;
    Ok(())
}
