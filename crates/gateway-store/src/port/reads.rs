//! Reads: each on a connection of the readers, in one snapshot.

use gateway_core::api_key::ApiKey;
use gateway_core::batching::WaitingBatch;
use gateway_core::claim::ClaimBody;
use gateway_core::event::Event;
use gateway_core::exception::ExceptionRecord;
use gateway_core::identifiers::{ClaimId, InboundId, PaymentId, TransmissionId};
use gateway_core::inbound::InboundRecord;
use gateway_core::intake::ClaimRecord;
use gateway_core::ledger::{JournalEntry, TrialBalance};
use gateway_core::ports::{AcknowledgementRecord, ClaimFilter, LedgerFilter, PageRequest, StoreError};
use gateway_core::posting::PaymentRecord;
use gateway_core::transmission::Transmission;
use jiff::Timestamp;

use crate::SqliteStore;
use crate::tables::{acknowledgements, claims, events, exceptions, inbound, keys, ledger, payments, transmissions};

/// Writes a method that makes one read.
macro_rules! reads {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty = $read:path;)+) => {
        impl SqliteStore {
            $(pub(super) async fn $name(&self, $($argument: $type),*) -> Result<$answer, StoreError> {
                $read(&mut *self.read().await?, $($argument),*).await
            })+
        }
    };
}

reads! {
    read_waiting() -> Vec<WaitingBatch> = claims::waiting;
    read_due(now: Timestamp, limit: u32) -> Vec<Transmission> = transmissions::due;
    read_unfinished(limit: u32) -> Vec<InboundRecord> = inbound::unfinished;
    read_key(id: &str) -> Option<ApiKey> = keys::find;
    read_keys() -> Vec<ApiKey> = keys::list;
    read_claim(id: &ClaimId) -> Option<ClaimRecord> = claims::find;
    read_claim_body(id: &ClaimId) -> Option<ClaimBody> = claims::body;
    read_claims(filter: ClaimFilter, page: PageRequest) -> Vec<ClaimRecord> = claims::list;
    read_timeline(id: &ClaimId) -> Vec<Event> = events::of_claim;
    read_transmission(id: &TransmissionId) -> Option<Transmission> = transmissions::find;
    read_sealed_bytes(id: &TransmissionId) -> Option<Vec<u8>> = transmissions::bytes;
    read_transmissions(page: PageRequest) -> Vec<(i64, Transmission)> = transmissions::list;
    read_acknowledgements(page: PageRequest) -> Vec<AcknowledgementRecord> = acknowledgements::list;
    read_inbound(id: &InboundId) -> Option<InboundRecord> = inbound::find;
    read_inbound_bytes(id: &InboundId) -> Option<Vec<u8>> = inbound::bytes;
    read_payment(id: &PaymentId) -> Option<PaymentRecord> = payments::find;
    read_payments(page: PageRequest) -> Vec<PaymentRecord> = payments::list;
    read_ledger(filter: LedgerFilter, page: PageRequest) -> Vec<(i64, JournalEntry)> = ledger::list;
    read_trial_balance() -> TrialBalance = ledger::trial_balance;
    read_exceptions(open_only: bool, page: PageRequest) -> Vec<ExceptionRecord> = exceptions::list;
    read_events(after: i64, limit: u32) -> Vec<Event> = events::after;
}
