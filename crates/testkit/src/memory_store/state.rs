//! What the model remembers, and the writing of effects.

use std::collections::BTreeMap;

use gateway_core::api_key::ApiKey;
use gateway_core::batching::PairSequences;
use gateway_core::claim::ClaimBody;
use gateway_core::digest::Sha256;
use gateway_core::effects::Effects;
use gateway_core::event::{Event, NewEvent};
use gateway_core::exception::{ExceptionRecord, NewException, Resolution};
use gateway_core::identifiers::{ClaimId, ExceptionId, InboundId, TransmissionId};
use gateway_core::inbound::InboundRecord;
use gateway_core::intake::{ClaimRecord, StoredResponse};
use gateway_core::ledger::{Account, JournalEntry};
use gateway_core::money::Cents;
use gateway_core::ports::{AcknowledgementRecord, StoreError};
use gateway_core::posting::{Adjudication, ClaimAccount, PaymentRecord, PostingContext, PriorPayment, Wanted};
use gateway_core::transmission::Transmission;
use jiff::Timestamp;

/// Everything that is kept.
#[derive(Default)]
pub(super) struct State {
    pub(super) submissions: BTreeMap<String, (Sha256, StoredResponse)>,
    pub(super) claims: Vec<(ClaimRecord, ClaimBody)>,
    pub(super) sequences: BTreeMap<(String, String), PairSequences>,
    pub(super) transmissions: Vec<(Transmission, Vec<u8>)>,
    pub(super) inbound: Vec<(InboundRecord, Vec<u8>)>,
    pub(super) acknowledgements: Vec<AcknowledgementRecord>,
    pub(super) payments: Vec<PaymentRecord>,
    pub(super) adjudications: Vec<Adjudication>,
    pub(super) entries: Vec<JournalEntry>,
    pub(super) exceptions: Vec<ExceptionRecord>,
    pub(super) events: Vec<Event>,
    pub(super) keys: BTreeMap<String, ApiKey>,
}

/// The next number of a list that only grows.
pub(super) fn next(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX - 1) + 1
}

pub(super) fn not_found(what: &'static str, id: &str) -> StoreError {
    StoreError::NotFound { what, id: id.to_owned() }
}

impl State {
    pub(super) fn claim(&self, id: &ClaimId) -> Result<&ClaimRecord, StoreError> {
        self.claims.iter().map(|(record, _)| record).find(|record| record.claim.id == *id).ok_or_else(|| not_found("claim", id.as_str()))
    }

    pub(super) fn transmission(&self, id: &TransmissionId) -> Result<&Transmission, StoreError> {
        self.transmissions.iter().map(|(kept, _)| kept).find(|kept| kept.id == *id).ok_or_else(|| not_found("transmission", id.as_str()))
    }

    pub(super) fn keep_transmission(&mut self, transmission: Transmission) {
        if let Some((kept, _)) = self.transmissions.iter_mut().find(|(kept, _)| kept.id == transmission.id) {
            *kept = transmission;
        }
    }

    pub(super) fn claims_of(&self, transmission: &Transmission) -> Vec<ClaimRecord> {
        transmission.claims().filter_map(|id| self.claim(id).ok()).cloned().collect()
    }

    pub(super) fn inbound_mut(&mut self, id: &InboundId) -> Result<&mut (InboundRecord, Vec<u8>), StoreError> {
        self.inbound.iter_mut().find(|(record, _)| record.id == *id).ok_or_else(|| not_found("inbound file", id.as_str()))
    }

    /// Writes what a decision wants written.
    pub(super) fn write(&mut self, effects: Effects, at: Timestamp) {
        for (id, history) in effects.histories {
            if let Some((record, _)) = self.claims.iter_mut().find(|(record, _)| record.claim.id == id) {
                record.history = history;
            }
        }
        self.entries.extend(effects.entries);
        for exception in effects.exceptions {
            self.raise(exception, at);
        }
        for settled in effects.settled {
            let open = self.exceptions.iter().filter(|record| record.resolution.is_none() && settled.means(&record.exception));
            for id in open.map(|record| record.id).collect::<Vec<_>>() {
                self.resolve(id, &settled.by, &settled.note, at);
            }
        }
        for event in effects.events {
            self.append(event, at);
        }
    }

    pub(super) fn raise(&mut self, exception: NewException, at: Timestamp) -> ExceptionId {
        let id = ExceptionId(next(self.exceptions.len()));
        let event = NewEvent::raised(id, &exception);
        self.exceptions.push(ExceptionRecord { id, raised_at: at, exception, resolution: None });
        self.append(event, at);
        id
    }

    pub(super) fn resolve(&mut self, id: ExceptionId, by: &str, note: &str, at: Timestamp) {
        let Some(record) = self.exceptions.iter_mut().find(|record| record.id == id && record.resolution.is_none()) else {
            return;
        };
        record.resolution = Some(Resolution { at, by: by.to_owned(), note: note.to_owned() });
        let event = NewEvent::resolved(id, &record.exception, by);
        self.append(event, at);
    }

    fn append(&mut self, event: NewEvent, at: Timestamp) {
        self.events.push(Event { sequence: next(self.events.len()), at, event });
    }

    /// What posting has to look at.
    pub(super) fn context(&self, payer_id: &str, wanted: &Wanted) -> PostingContext {
        let prior = self.payments.iter().filter(|record| record.payment.payer_id == payer_id && wanted.trace_numbers.contains(&record.payment.trace_number));
        let prior = prior.map(|record| PriorPayment { id: record.id.clone(), trace_number: record.payment.trace_number.clone(), status: record.status });
        let accounts = self.claims.iter().filter(|(record, _)| wanted.means(record)).map(|(record, _)| self.account(record));
        PostingContext { prior_payments: prior.collect(), accounts: accounts.collect() }
    }

    fn account(&self, record: &ClaimRecord) -> ClaimAccount {
        let id = &record.claim.id;
        let entries = self.entries.iter().filter(|entry| entry.claim_id.as_ref() == Some(id));
        ClaimAccount {
            record: record.clone(),
            insurance_balance: Cents::sum(entries.map(|entry| entry.effect_on(&Account::InsuranceReceivable))).unwrap_or_default(),
            adjudications: self.adjudications.iter().filter(|adjudication| adjudication.claim_id == *id).cloned().collect(),
        }
    }
}
