//! The store port: every method is one whole transaction.
//!
//! The promise of all writes: when the call returns `Ok`, everything it did survives a crash and a power cut. When the process dies before that, either
//! all of it or none of it is there; every write can be repeated, and the repeat changes nothing. Each method says what a repeat answers.
//! After [`StoreError::Stopped`] the process must end: nobody can tell what the disk holds before it is read again.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::acknowledgement::{AcknowledgementEffect, InboundAcknowledgement};
use crate::api_key::ApiKey;
use crate::batching::{InterchangeRenderer, RenderError, SealRequest, WaitingBatch};
use crate::claim::ClaimBody;
use crate::event::Event;
use crate::exception::{ExceptionRecord, NewException};
use crate::identifiers::{ClaimId, ExceptionId, InboundId, PaymentId, TransmissionId};
use crate::inbound::{InboundOutcome, InboundRecord, InboundStatus, NewInbound};
use crate::intake::{AcceptClaims, AcceptOutcome, ClaimRecord};
use crate::ledger::{JournalEntry, TrialBalance};
use crate::life_cycle::ClaimState;
use crate::limits::PAGE;
use crate::outcome::AttemptOutcome;
use crate::posting::{PaymentRecord, PostRemittance, PostingOutcome};
use crate::retry::PayerAnswer;
use crate::transmission::Transmission;

/// Why the store could not do its job. None of it is the fault of a claim or a remittance.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The store could not be reached or read. What was asked for was not done, and may be asked for again.
    #[error("the store could not {operation}")]
    Unavailable {
        /// What it was about to do.
        operation: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A commit failed, so nobody can tell whether it is on disk. Every later call fails as well: end the process and start again.
    #[error("the store stopped because a commit failed; restart the gateway, it will read again what is on disk")]
    Stopped,
    /// What is kept is not what was stored.
    #[error("the {what} {id} in the store is damaged")]
    Damaged {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        id: String,
    },
    /// There is no such thing.
    #[error("there is no {what} {id}")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        id: String,
    },
    /// Things stand so that it cannot be done.
    #[error("the {what} {id} is {state}, so it cannot {action}")]
    NotNow {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        id: String,
        /// How it stands.
        state: String,
        /// What was asked for.
        action: &'static str,
    },
    /// More was asked for than a limit allows.
    #[error("at most {limit} {what} are allowed at once, found {found}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: usize,
        /// What was asked for.
        found: usize,
    },
    /// The interchange could not be written, so nothing was sealed.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A total does not fit into 64 bits of cents.
    #[error("a total in the ledger does not fit")]
    Overflow,
}

/// Which way a list runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    #[default]
    OldestFirst,
    /// The newest first.
    NewestFirst,
}

/// A part of a list. Its cursor is the sequence number of the last item of the part before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Items after this one, in the list's order; `None` from its start.
    pub after: Option<i64>,
    /// At most this many; [`limits::PAGE`](PAGE) holds besides.
    pub limit: u32,
    /// Which way the list runs.
    pub order: Order,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { after: None, limit: 100, order: Order::OldestFirst }
    }
}

/// Every item of a list, oldest first, a page at a time: `read` gives the page that is asked for, `sequence` an item's number in the list.
///
/// # Errors
/// If a page cannot be read.
pub async fn every<T, E, R: Future<Output = Result<Vec<T>, E>>>(mut read: impl FnMut(PageRequest) -> R, sequence: impl Fn(&T) -> i64) -> Result<Vec<T>, E> {
    let mut all: Vec<T> = Vec::new();
    loop {
        let page = read(PageRequest { after: all.last().map(&sequence), limit: PAGE, order: Order::OldestFirst }).await?;
        let is_last = page.len() < PAGE as usize;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

/// Which claims to list: those that fit everything that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// In this state.
    pub state: Option<ClaimState>,
    /// For this payer.
    pub payer_id: Option<String>,
    /// With this patient control number.
    pub patient_control_number: Option<crate::phi::Phi<String>>,
}

/// Which ledger entries to list: those that fit everything that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Caused by this payment.
    pub payment_id: Option<PaymentId>,
    /// Belonging to this claim.
    pub claim_id: Option<ClaimId>,
}

/// Whether an attempt may begin.
#[derive(Clone, PartialEq, Eq)]
pub enum IntentOutcome {
    /// The intent is written down: send these bytes now.
    Begin {
        /// The transmission with its new, open attempt.
        transmission: Box<Transmission>,
        /// The number of that attempt, which [`Store::record_outcome`] asks for.
        attempt: u32,
        /// The sealed bytes; their digest was checked.
        bytes: Vec<u8>,
    },
    /// It is not due: somebody else is sending it, the payer has it, or a person has to decide first.
    NotDue,
}

/// What became of an acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordedAcknowledgement {
    /// It found what it names.
    Matched {
        /// The transmission that it names.
        transmission_id: TransmissionId,
        /// What it did to each claim that it names.
        effects: Vec<(ClaimId, AcknowledgementEffect)>,
    },
    /// The same segment of the same file was recorded before: nothing was done.
    Repeated,
    /// It names nothing that we sent, and is set aside.
    Quarantined(ExceptionId),
}

/// An acknowledgement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcknowledgementRecord {
    /// Its number, which is the cursor of acknowledgement lists.
    pub sequence: i64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The transmission that it names; `None` when it is set aside.
    pub transmission_id: Option<TransmissionId>,
    /// What it says.
    pub acknowledgement: InboundAcknowledgement,
}

/// The gateway's memory.
#[async_trait]
pub trait Store: Send + Sync {
    // Intake.

    /// Stores the claims of a submission with its idempotency key and its answer, and books their charges.
    /// Answer the caller only after this returned. A repeat, also at the same time, answers [`AcceptOutcome::Repeated`].
    async fn accept_claims(&self, request: AcceptClaims) -> Result<AcceptOutcome, StoreError>;

    /// Closes a claim by a person's decision. A repeat does nothing.
    async fn close_claim(&self, id: &ClaimId, by: &str, note: &str, at: Timestamp) -> Result<(), StoreError>;

    /// Sets a waiting claim aside because it cannot be rendered, with an exception. A repeat does nothing.
    async fn park_claim(&self, id: &ClaimId, reason: &str, at: Timestamp) -> Result<(), StoreError>;

    // Outbound.

    /// The claims that wait, by payer and route, the longest waiting first.
    async fn waiting_batches(&self) -> Result<Vec<WaitingBatch>, StoreError>;

    /// Takes the oldest waiting claims of a payer and route, takes control numbers, renders the interchange, and keeps identity, bytes and digest: one
    /// transaction. `None` when no claim waits. A crash leaves the claims either waiting or sealed; numbers may be skipped, never used twice.
    async fn seal(&self, request: SealRequest, renderer: &dyn InterchangeRenderer) -> Result<Option<Transmission>, StoreError>;

    /// The transmissions whose next step, sending or asking, is due, the longest due first.
    async fn due_transmissions(&self, now: Timestamp, limit: u32) -> Result<Vec<Transmission>, StoreError>;

    /// Writes down the intent to send, before the first byte leaves. Only one caller is told to begin. After a crash the attempt is found by
    /// [`Store::recover`]; it is not begun again by itself.
    async fn record_intent(&self, id: &TransmissionId, endpoint: &str, now: Timestamp) -> Result<IntentOutcome, StoreError>;

    /// Writes down how the open attempt ended, and what is due next. A repeat, or an outcome for an attempt that is not open any more, changes nothing.
    /// Answers the transmission as it stands afterwards.
    async fn record_outcome(&self, id: &TransmissionId, attempt: u32, outcome: AttemptOutcome, now: Timestamp) -> Result<Transmission, StoreError>;

    /// Writes down what the payer, or a person who asked it, said about a transmission whose outcome is UNKNOWN. For any other it changes nothing.
    async fn record_answer(&self, id: &TransmissionId, answer: PayerAnswer, now: Timestamp) -> Result<Transmission, StoreError>;

    /// Makes a transmission that waits for a person due to be sent with the same bytes, by that person's decision.
    async fn send_by_decision(&self, id: &TransmissionId, by: &str, note: &str, now: Timestamp) -> Result<Transmission, StoreError>;

    /// Ends every attempt that a crash left open as UNKNOWN, and answers their transmissions. To be called once, at the start, before anything is sent.
    async fn recover(&self, now: Timestamp) -> Result<Vec<TransmissionId>, StoreError>;

    // Inbound.

    /// Keeps inbound bytes before anybody looks into them. A repeat counts a copy and answers [`InboundOutcome::Known`].
    async fn store_inbound(&self, inbound: NewInbound) -> Result<InboundOutcome, StoreError>;

    /// Counts an attempt to work on an inbound file, before the work, so that a file that stops the process is noticed, and answers its bytes. `None` when it
    /// needs no work any more; after [`limits::INBOUND_ATTEMPTS`](crate::limits::INBOUND_ATTEMPTS) it is set aside with an exception.
    async fn begin_inbound(&self, id: &InboundId, now: Timestamp) -> Result<Option<Vec<u8>>, StoreError>;

    /// Writes down that an inbound file needs no more work.
    async fn finish_inbound(&self, id: &InboundId, status: InboundStatus) -> Result<(), StoreError>;

    /// The inbound files that still have to be worked on, the oldest first.
    async fn unfinished_inbounds(&self, limit: u32) -> Result<Vec<InboundRecord>, StoreError>;

    /// Keeps one acknowledgement and moves the claims that it names. A repeat answers [`RecordedAcknowledgement::Repeated`].
    async fn record_acknowledgement(&self, acknowledgement: InboundAcknowledgement, now: Timestamp) -> Result<RecordedAcknowledgement, StoreError>;

    /// Posts one payment whole: duplicate gate, balance gate, matching, entries, exceptions and claim states, in one transaction.
    /// The same payment again, in whatever envelope, answers [`PostingOutcome::Duplicate`] and posts nothing.
    async fn post_remittance(&self, request: PostRemittance, now: Timestamp) -> Result<PostingOutcome, StoreError>;

    // Exceptions and keys.

    /// Raises an exception. One about a file is raised once: the same again answers the first one's number, settled or not, so that work on a file can
    /// be repeated.
    async fn raise_exception(&self, exception: NewException, at: Timestamp) -> Result<ExceptionId, StoreError>;

    /// Settles an exception. A repeat changes nothing: the first resolution stands.
    async fn resolve_exception(&self, id: ExceptionId, by: &str, note: &str, at: Timestamp) -> Result<ExceptionRecord, StoreError>;

    /// Keeps an API key.
    async fn add_api_key(&self, key: ApiKey) -> Result<(), StoreError>;

    /// Revokes an API key. A repeat changes nothing: the first time stands.
    async fn revoke_api_key(&self, id: &str, at: Timestamp) -> Result<(), StoreError>;

    // Reads. Each sees one committed state.

    /// An API key by its public part.
    async fn api_key(&self, id: &str) -> Result<Option<ApiKey>, StoreError>;

    /// Every API key.
    async fn api_keys(&self) -> Result<Vec<ApiKey>, StoreError>;

    /// A claim.
    async fn claim(&self, id: &ClaimId) -> Result<Option<ClaimRecord>, StoreError>;

    /// A claim's body.
    async fn claim_body(&self, id: &ClaimId) -> Result<Option<ClaimBody>, StoreError>;

    /// Claims.
    async fn claims(&self, filter: ClaimFilter, page: PageRequest) -> Result<Vec<ClaimRecord>, StoreError>;

    /// What happened to a claim, in order.
    async fn timeline(&self, id: &ClaimId) -> Result<Vec<Event>, StoreError>;

    /// A transmission.
    async fn transmission(&self, id: &TransmissionId) -> Result<Option<Transmission>, StoreError>;

    /// A transmission's sealed bytes.
    async fn transmission_bytes(&self, id: &TransmissionId) -> Result<Option<Vec<u8>>, StoreError>;

    /// Transmissions, with their sequence numbers.
    async fn transmissions(&self, page: PageRequest) -> Result<Vec<(i64, Transmission)>, StoreError>;

    /// Acknowledgements.
    async fn acknowledgements(&self, page: PageRequest) -> Result<Vec<AcknowledgementRecord>, StoreError>;

    /// An inbound file's record.
    async fn inbound(&self, id: &InboundId) -> Result<Option<InboundRecord>, StoreError>;

    /// An inbound file's bytes.
    async fn inbound_bytes(&self, id: &InboundId) -> Result<Option<Vec<u8>>, StoreError>;

    /// A payment, posted or set aside.
    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRecord>, StoreError>;

    /// Payments, posted and set aside.
    async fn payments(&self, page: PageRequest) -> Result<Vec<PaymentRecord>, StoreError>;

    /// Ledger entries, with their sequence numbers.
    async fn ledger(&self, filter: LedgerFilter, page: PageRequest) -> Result<Vec<(i64, JournalEntry)>, StoreError>;

    /// The totals of every account.
    async fn trial_balance(&self) -> Result<TrialBalance, StoreError>;

    /// Exceptions; with `open_only`, those that are not settled.
    async fn exceptions(&self, open_only: bool, page: PageRequest) -> Result<Vec<ExceptionRecord>, StoreError>;

    /// Events after a cursor, in order.
    async fn events(&self, after: i64, limit: u32) -> Result<Vec<Event>, StoreError>;
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    #[test]
    fn a_list_of_several_pages_is_read_to_its_end() {
        for length in [0, 1, i64::from(PAGE), i64::from(PAGE) + 1, 2 * i64::from(PAGE) + 7] {
            let read = |page: PageRequest| {
                let first = page.after.unwrap_or(0) + 1;
                std::future::ready(Ok::<_, StoreError>((first..=length).take(page.limit as usize).collect::<Vec<i64>>()))
            };
            let all = pin!(every(read, |item| *item));
            let Poll::Ready(Ok(all)) = all.poll(&mut Context::from_waker(Waker::noop())) else { panic!("ready futures are ready") };
            assert_eq!(all, (1..=length).collect::<Vec<i64>>());
        }
    }
}
