//! Events: one numbered stream of everything that happened, written in the transaction that made it happen.
//!
//! It is the outbox for billing systems, read by cursor; the part of it that names a claim is that claim's timeline. It says nothing that belongs to a
//! patient.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::exception::NewException;
use crate::identifiers::{ClaimId, ExceptionId, InboundId, PaymentId, TransmissionId};
use crate::life_cycle::ClaimState;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EventKind {
    /// A claim was accepted.
    ClaimAccepted,
    /// A claim became part of a sealed interchange.
    ClaimBatched,
    /// An attempt to send a claim's interchange began.
    ClaimSending,
    /// An attempt to send a claim's interchange ended.
    ClaimSendEnded,
    /// An acknowledgement spoke of a claim.
    ClaimAcknowledged,
    /// An adjudication of a claim was posted.
    ClaimAdjudicated,
    /// An adjudication of a claim was taken back.
    ClaimReversed,
    /// An adjudication of a claim came and could not be posted safely.
    ClaimAdjudicationHeld,
    /// Another claim took a claim's place.
    ClaimReplaced,
    /// A claim was set aside because it could not be rendered.
    ClaimParked,
    /// A person closed a claim.
    ClaimClosed,
    /// An interchange was sealed.
    TransmissionSealed,
    /// A transmission's state changed.
    TransmissionChanged,
    /// A payment was posted.
    PaymentPosted,
    /// A payment was set aside whole.
    PaymentQuarantined,
    /// An exception was raised.
    ExceptionRaised,
    /// An exception was settled.
    ExceptionResolved,
}

/// An event as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// Why, in a biller's words.
    pub reason: String,
    /// The claim it is about.
    pub claim_id: Option<ClaimId>,
    /// The claim's state after it.
    pub claim_state: Option<ClaimState>,
    /// The transmission it is about.
    pub transmission_id: Option<TransmissionId>,
    /// The payment it is about.
    pub payment_id: Option<PaymentId>,
    /// The exception it is about.
    pub exception_id: Option<ExceptionId>,
    /// The file that caused it.
    pub inbound_id: Option<InboundId>,
    /// The segment of that file that caused it, 1-based.
    pub segment: Option<u32>,
}

impl NewEvent {
    /// An event that points at nothing yet.
    pub fn new(kind: EventKind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
            claim_id: None,
            claim_state: None,
            transmission_id: None,
            payment_id: None,
            exception_id: None,
            inbound_id: None,
            segment: None,
        }
    }

    /// The event of raising an exception.
    #[must_use]
    pub fn raised(id: ExceptionId, exception: &NewException) -> Self {
        Self {
            claim_id: exception.claim_id.clone(),
            payment_id: exception.payment_id.clone(),
            transmission_id: exception.transmission_id.clone(),
            inbound_id: exception.inbound_id.clone(),
            segment: exception.segment,
            exception_id: Some(id),
            ..Self::new(EventKind::ExceptionRaised, exception.reason.code())
        }
    }

    /// The event of settling an exception.
    #[must_use]
    pub fn resolved(id: ExceptionId, exception: &NewException, by: &str) -> Self {
        Self { kind: EventKind::ExceptionResolved, reason: format!("{} settled by {by}", exception.reason), ..Self::raised(id, exception) }
    }

    /// The same event, about a claim that is now in this state.
    #[must_use]
    pub fn about(mut self, claim_id: &ClaimId, state: ClaimState) -> Self {
        self.claim_id = Some(claim_id.clone());
        self.claim_state = Some(state);
        self
    }
}

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number: the cursor after which the next event follows. Numbers grow, and may skip.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub event: NewEvent,
}
