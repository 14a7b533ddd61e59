//! The port's methods: one transaction each. What they do is in the files of this module; here every one is watched, so that an error after which the
//! process must end stops the store.

mod inbound;
mod intake;
mod outbound;
mod reads;

use async_trait::async_trait;
use gateway_core::acknowledgement::InboundAcknowledgement;
use gateway_core::api_key::ApiKey;
use gateway_core::batching::{InterchangeRenderer, SealRequest, WaitingBatch};
use gateway_core::claim::ClaimBody;
use gateway_core::event::Event;
use gateway_core::exception::{ExceptionRecord, NewException};
use gateway_core::identifiers::{ClaimId, ExceptionId, InboundId, PaymentId, TransmissionId};
use gateway_core::inbound::{InboundOutcome, InboundRecord, InboundStatus, NewInbound};
use gateway_core::intake::{AcceptClaims, AcceptOutcome, ClaimRecord};
use gateway_core::ledger::{JournalEntry, TrialBalance};
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{AcknowledgementRecord, ClaimFilter, IntentOutcome, LedgerFilter, PageRequest, RecordedAcknowledgement, Store, StoreError};
use gateway_core::posting::{PaymentRecord, PostRemittance, PostingOutcome};
use gateway_core::retry::PayerAnswer;
use gateway_core::transmission::Transmission;
use jiff::Timestamp;

use crate::SqliteStore;

#[async_trait]
impl Store for SqliteStore {
    async fn accept_claims(&self, request: AcceptClaims) -> Result<AcceptOutcome, StoreError> {
        self.watch(self.accept(request).await)
    }

    async fn close_claim(&self, id: &ClaimId, by: &str, note: &str, at: Timestamp) -> Result<(), StoreError> {
        self.watch(self.close_one(id, by, note, at).await)
    }

    async fn park_claim(&self, id: &ClaimId, reason: &str, at: Timestamp) -> Result<(), StoreError> {
        self.watch(self.park_one(id, reason, at).await)
    }

    async fn waiting_batches(&self) -> Result<Vec<WaitingBatch>, StoreError> {
        self.watch(self.read_waiting().await)
    }

    async fn seal(&self, request: SealRequest, renderer: &dyn InterchangeRenderer) -> Result<Option<Transmission>, StoreError> {
        self.watch(self.seal_one(request, renderer).await)
    }

    async fn due_transmissions(&self, now: Timestamp, limit: u32) -> Result<Vec<Transmission>, StoreError> {
        self.watch(self.read_due(now, limit).await)
    }

    async fn record_intent(&self, id: &TransmissionId, endpoint: &str, now: Timestamp) -> Result<IntentOutcome, StoreError> {
        self.watch(self.begin_attempt(id, endpoint, now).await)
    }

    async fn record_outcome(&self, id: &TransmissionId, attempt: u32, outcome: AttemptOutcome, now: Timestamp) -> Result<Transmission, StoreError> {
        self.watch(self.end_attempt(id, attempt, outcome, now).await)
    }

    async fn record_answer(&self, id: &TransmissionId, answer: PayerAnswer, now: Timestamp) -> Result<Transmission, StoreError> {
        self.watch(self.take_answer(id, answer, now).await)
    }

    async fn send_by_decision(&self, id: &TransmissionId, by: &str, note: &str, now: Timestamp) -> Result<Transmission, StoreError> {
        self.watch(self.release(id, by, note, now).await)
    }

    async fn recover(&self, now: Timestamp) -> Result<Vec<TransmissionId>, StoreError> {
        self.watch(self.end_open_attempts(now).await)
    }

    async fn store_inbound(&self, inbound: NewInbound) -> Result<InboundOutcome, StoreError> {
        self.watch(self.keep_inbound(inbound).await)
    }

    async fn begin_inbound(&self, id: &InboundId, now: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        self.watch(self.begin_work(id, now).await)
    }

    async fn finish_inbound(&self, id: &InboundId, status: InboundStatus) -> Result<(), StoreError> {
        self.watch(self.finish_work(id, status).await)
    }

    async fn unfinished_inbounds(&self, limit: u32) -> Result<Vec<InboundRecord>, StoreError> {
        self.watch(self.read_unfinished(limit).await)
    }

    async fn record_acknowledgement(&self, acknowledgement: InboundAcknowledgement, now: Timestamp) -> Result<RecordedAcknowledgement, StoreError> {
        self.watch(self.acknowledge(acknowledgement, now).await)
    }

    async fn post_remittance(&self, request: PostRemittance, now: Timestamp) -> Result<PostingOutcome, StoreError> {
        self.watch(self.post(request, now).await)
    }

    async fn raise_exception(&self, exception: NewException, at: Timestamp) -> Result<ExceptionId, StoreError> {
        self.watch(self.raise(exception, at).await)
    }

    async fn resolve_exception(&self, id: ExceptionId, by: &str, note: &str, at: Timestamp) -> Result<ExceptionRecord, StoreError> {
        self.watch(self.resolve(id, by, note, at).await)
    }

    async fn add_api_key(&self, key: ApiKey) -> Result<(), StoreError> {
        self.watch(self.keep_key(key).await)
    }

    async fn revoke_api_key(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        self.watch(self.revoke_key(id, at).await)
    }

    async fn api_key(&self, id: &str) -> Result<Option<ApiKey>, StoreError> {
        self.watch(self.read_key(id).await)
    }

    async fn api_keys(&self) -> Result<Vec<ApiKey>, StoreError> {
        self.watch(self.read_keys().await)
    }

    async fn claim(&self, id: &ClaimId) -> Result<Option<ClaimRecord>, StoreError> {
        self.watch(self.read_claim(id).await)
    }

    async fn claim_body(&self, id: &ClaimId) -> Result<Option<ClaimBody>, StoreError> {
        self.watch(self.read_claim_body(id).await)
    }

    async fn claims(&self, filter: ClaimFilter, page: PageRequest) -> Result<Vec<ClaimRecord>, StoreError> {
        self.watch(self.read_claims(filter, page).await)
    }

    async fn timeline(&self, id: &ClaimId) -> Result<Vec<Event>, StoreError> {
        self.watch(self.read_timeline(id).await)
    }

    async fn transmission(&self, id: &TransmissionId) -> Result<Option<Transmission>, StoreError> {
        self.watch(self.read_transmission(id).await)
    }

    async fn transmission_bytes(&self, id: &TransmissionId) -> Result<Option<Vec<u8>>, StoreError> {
        self.watch(self.read_sealed_bytes(id).await)
    }

    async fn transmissions(&self, page: PageRequest) -> Result<Vec<(i64, Transmission)>, StoreError> {
        self.watch(self.read_transmissions(page).await)
    }

    async fn acknowledgements(&self, page: PageRequest) -> Result<Vec<AcknowledgementRecord>, StoreError> {
        self.watch(self.read_acknowledgements(page).await)
    }

    async fn inbound(&self, id: &InboundId) -> Result<Option<InboundRecord>, StoreError> {
        self.watch(self.read_inbound(id).await)
    }

    async fn inbound_bytes(&self, id: &InboundId) -> Result<Option<Vec<u8>>, StoreError> {
        self.watch(self.read_inbound_bytes(id).await)
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRecord>, StoreError> {
        self.watch(self.read_payment(id).await)
    }

    async fn payments(&self, page: PageRequest) -> Result<Vec<PaymentRecord>, StoreError> {
        self.watch(self.read_payments(page).await)
    }

    async fn ledger(&self, filter: LedgerFilter, page: PageRequest) -> Result<Vec<(i64, JournalEntry)>, StoreError> {
        self.watch(self.read_ledger(filter, page).await)
    }

    async fn trial_balance(&self) -> Result<TrialBalance, StoreError> {
        self.watch(self.read_trial_balance().await)
    }

    async fn exceptions(&self, open_only: bool, page: PageRequest) -> Result<Vec<ExceptionRecord>, StoreError> {
        self.watch(self.read_exceptions(open_only, page).await)
    }

    async fn events(&self, after: i64, limit: u32) -> Result<Vec<Event>, StoreError> {
        self.watch(self.read_events(after, limit).await)
    }
}
