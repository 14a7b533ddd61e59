//! Working on a stored file: its acknowledgements move claims, its payments are posted, and what cannot be read becomes an exception with its place.

use gateway_core::acknowledgement::InboundAcknowledgement;
use gateway_core::exception::{Disposition, ExceptionReason, NewException};
use gateway_core::identifiers::{InboundId, PaymentId};
use gateway_core::inbound::InboundStatus;
use gateway_core::ports::{RecordedAcknowledgement, StoreError};
use gateway_core::posting::{PostRemittance, PostingOutcome};
use gateway_core::remittance::RemittancePayment;

use crate::gateway::Gateway;
use crate::limits;
use crate::translate::{Content, ReadError, acknowledgements, content_of, is_complete, remittance};

/// What became of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Processed {
    /// Statements that found what they name.
    pub(crate) acknowledgements: usize,
    /// The payments, in the order of the file.
    pub(crate) payments: Vec<(PaymentId, &'static str)>,
    /// What was set aside because nobody could read it, or it names nothing of ours.
    pub(crate) set_aside: usize,
}

/// What stands in a file.
struct Contents {
    statements: Vec<InboundAcknowledgement>,
    payments: Vec<Result<RemittancePayment, ReadError>>,
}

/// Works on a stored file, unless that is done; the caller holds the turn (`Gateway::inbound_turn`). Every step can be repeated, so a crash in the middle costs nothing.
pub(crate) async fn process(gateway: &Gateway, id: &InboundId) -> Result<Processed, StoreError> {
    let Some(bytes) = gateway.store.begin_inbound(id, gateway.now()).await? else { return Ok(Processed::default()) };
    let name = id.clone();
    let contents = match tokio::task::spawn_blocking(move || read(&bytes, &name)).await {
        Ok(Ok(contents)) => contents,
        Ok(Err(error)) => return quarantine(gateway, id, &error).await,
        // The attempt is counted: a file that makes a reader panic is set aside after the third.
        Err(_) => {
            tracing::error!(inbound = %id, "reading an inbound file panicked");
            return Ok(Processed::default());
        }
    };
    let mut done = Processed::default();
    for statement in contents.statements {
        match gateway.store.record_acknowledgement(statement, gateway.now()).await? {
            RecordedAcknowledgement::Quarantined(_) => done.set_aside += 1,
            RecordedAcknowledgement::Matched { .. } | RecordedAcknowledgement::Repeated => done.acknowledgements += 1,
        }
    }
    for payment in contents.payments {
        match payment {
            Ok(payment) => done.payments.push(post(gateway, payment).await?),
            Err(error) => {
                done.set_aside += 1;
                gateway.store.raise_exception(unreadable(id, &error), gateway.now()).await?;
            }
        }
    }
    gateway.store.finish_inbound(id, InboundStatus::Processed).await?;
    tracing::info!(inbound = %id, acknowledgements = done.acknowledgements, payments = done.payments.len(), set_aside = done.set_aside, "worked on");
    Ok(done)
}

/// Takes up the files that a crash or a failure left unfinished.
pub(crate) async fn take_up_unfinished(gateway: &Gateway) -> Result<(), StoreError> {
    for record in gateway.store.unfinished_inbounds(limits::INBOUND_ROUND).await? {
        let _turn = gateway.inbound_turn.lock().await;
        process(gateway, &record.id).await?;
    }
    Ok(())
}

fn read(bytes: &[u8], id: &InboundId) -> Result<Contents, ReadError> {
    if content_of(bytes) != Content::Answers {
        return Err(ReadError::NoAnswer);
    }
    if !is_complete(bytes) {
        return Err(ReadError::Cut);
    }
    Ok(Contents { statements: acknowledgements::statements(bytes, id)?, payments: remittance::payments(bytes, id)? })
}

async fn post(gateway: &Gateway, payment: RemittancePayment) -> Result<(PaymentId, &'static str), StoreError> {
    let request = PostRemittance { payment, policy: gateway.config.posting.policy(), released_by: None };
    Ok(match gateway.store.post_remittance(request, gateway.now()).await? {
        PostingOutcome::Posted(record) => (record.id, "posted"),
        PostingOutcome::Duplicate(id) => (id, "duplicate"),
        PostingOutcome::Quarantined(id) => (id, "quarantined"),
    })
}

async fn quarantine(gateway: &Gateway, id: &InboundId, error: &ReadError) -> Result<Processed, StoreError> {
    gateway.store.raise_exception(unreadable(id, error), gateway.now()).await?;
    gateway.store.finish_inbound(id, InboundStatus::Quarantined).await?;
    tracing::warn!(inbound = %id, error = %error, "set aside");
    Ok(Processed { set_aside: 1, ..Processed::default() })
}

fn unreadable(id: &InboundId, error: &ReadError) -> NewException {
    let segment = match error {
        ReadError::Value { segment, .. } => Some(*segment),
        _ => None,
    };
    let message = format!("The file could not be read, so nothing of it was posted: {error}. Ask the payer to send it again.");
    let exception = NewException::new(ExceptionReason::UnreadableInbound, Disposition::Quarantined, message);
    NewException { inbound_id: Some(id.clone()), segment, ..exception }
}
