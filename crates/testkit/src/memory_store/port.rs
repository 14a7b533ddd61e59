//! The store port, method by method. The file is long because a trait's implementation is one block; nothing in it is more than a gathering, a decision
//! of the core, and the writing of its answer.

use async_trait::async_trait;
use gateway_core::acknowledgement::{self, InboundAcknowledgement};
use gateway_core::api_key::ApiKey;
use gateway_core::batching::{self, InterchangeRenderer, SealRequest, WaitingBatch};
use gateway_core::claim::{ClaimBody, ClaimWithBody};
use gateway_core::event::{Event, EventKind};
use gateway_core::exception::{ExceptionRecord, NewException};
use gateway_core::identifiers::{ClaimId, ExceptionId, InboundId, PaymentId, TransmissionId};
use gateway_core::inbound::{self, InboundOutcome, InboundRecord, InboundStatus, NewInbound};
use gateway_core::intake::{self, AcceptClaims, AcceptOutcome, ClaimRecord};
use gateway_core::ledger::{JournalEntry, TrialBalance};
use gateway_core::life_cycle::ClaimHistory;
use gateway_core::limits;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{AcknowledgementRecord, ClaimFilter, IntentOutcome, LedgerFilter, PageRequest, RecordedAcknowledgement, Store, StoreError};
use gateway_core::posting::{self, Decision, PaymentRecord, PaymentStatus, PostRemittance, PostingOutcome, Wanted};
use gateway_core::retry::PayerAnswer;
use gateway_core::sending;
use gateway_core::transmission::Transmission;
use jiff::Timestamp;

use super::MemoryStore;
use super::page::page;
use super::state::{State, next, not_found};

#[async_trait]
impl Store for MemoryStore {
    async fn accept_claims(&self, request: AcceptClaims) -> Result<AcceptOutcome, StoreError> {
        let mut state = self.lock();
        intake::check_size(&request)?;
        if let Some((sha256, response)) = state.submissions.get(&request.idempotency_key) {
            let same = *sha256 == request.request_sha256;
            return Ok(if same { AcceptOutcome::Repeated(response.clone()) } else { AcceptOutcome::KeyReused });
        }
        state.submissions.insert(request.idempotency_key, (request.request_sha256, request.response.clone()));
        for ClaimWithBody { claim, body } in request.claims {
            let earlier: Vec<ClaimRecord> = state.claims.iter().map(|(record, _)| record).filter(|record| intake::concerns(&claim, record)).cloned().collect();
            let effects = intake::accept(&claim, &earlier);
            let record = ClaimRecord { sequence: next(state.claims.len()), accepted_at: request.at, claim, history: ClaimHistory::default() };
            state.claims.push((record, body));
            state.write(effects, request.at);
        }
        Ok(AcceptOutcome::Accepted(request.response))
    }

    async fn close_claim(&self, id: &ClaimId, by: &str, note: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut state = self.lock();
        let effects = intake::close(state.claim(id)?, by, note);
        state.write(effects.unwrap_or_default(), at);
        Ok(())
    }

    async fn park_claim(&self, id: &ClaimId, reason: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut state = self.lock();
        let effects = intake::park(state.claim(id)?, reason);
        state.write(effects.unwrap_or_default(), at);
        Ok(())
    }

    async fn waiting_batches(&self) -> Result<Vec<WaitingBatch>, StoreError> {
        let state = self.lock();
        let mut batches: Vec<WaitingBatch> = Vec::new();
        for record in state.claims.iter().map(|(record, _)| record).filter(|record| record.history.may_be_batched()) {
            let (route, payer_id) = (&record.claim.route, &record.claim.payer_id);
            match batches.iter_mut().find(|batch| batch.route == *route && batch.payer_id == *payer_id) {
                Some(batch) => batch.claims += 1,
                None => batches.push(WaitingBatch { route: route.clone(), payer_id: payer_id.clone(), claims: 1, oldest: record.accepted_at }),
            }
        }
        Ok(batches)
    }

    async fn seal(&self, request: SealRequest, renderer: &dyn InterchangeRenderer) -> Result<Option<Transmission>, StoreError> {
        let mut state = self.lock();
        let waits = |record: &ClaimRecord| record.history.may_be_batched() && record.claim.route == request.route && record.claim.payer_id == request.payer_id;
        let taken: Vec<(ClaimRecord, ClaimBody)> = state.claims.iter().filter(|(record, _)| waits(record)).take(request.claim_limit()).cloned().collect();
        if taken.is_empty() {
            return Ok(None);
        }
        let pair = (request.sender.clone(), request.receiver.clone());
        let before = state.sequences.get(&pair).copied().unwrap_or_default();
        let mut after = before;
        let ids: Vec<ClaimId> = taken.iter().map(|(record, _)| record.claim.id.clone()).collect();
        let identity = batching::identify(&request, &mut after, &ids);
        let claims: Vec<ClaimWithBody> = taken.iter().map(|(record, body)| ClaimWithBody { claim: record.claim.clone(), body: body.clone() }).collect();
        let bytes = renderer.render(&identity, &claims, request.at)?;
        let transmission = batching::sealed(&request, identity, &bytes);
        let mut records: Vec<ClaimRecord> = taken.into_iter().map(|(record, _)| record).collect();
        let effects = batching::effects_of_sealing(&transmission, &before, &after, &mut records);
        state.sequences.insert(pair, after);
        state.transmissions.push((transmission.clone(), bytes));
        state.write(effects, request.at);
        Ok(Some(transmission))
    }

    async fn due_transmissions(&self, now: Timestamp, limit: u32) -> Result<Vec<Transmission>, StoreError> {
        let state = self.lock();
        let due = |transmission: &&Transmission| transmission.next_step.due_at().is_some_and(|at| at <= now);
        let mut due: Vec<Transmission> = state.transmissions.iter().map(|(transmission, _)| transmission).filter(due).cloned().collect();
        due.sort_by_key(|transmission| transmission.next_step.due_at());
        due.truncate(limit as usize);
        Ok(due)
    }

    async fn record_intent(&self, id: &TransmissionId, endpoint: &str, now: Timestamp) -> Result<IntentOutcome, StoreError> {
        let mut state = self.lock();
        let mut transmission = state.transmission(id)?.clone();
        let Some(attempt) = sending::begin(&mut transmission, endpoint, now) else {
            return Ok(IntentOutcome::NotDue);
        };
        let bytes = state.transmissions.iter().find(|(kept, _)| kept.id == *id).map(|(_, bytes)| bytes.clone()).unwrap_or_default();
        transmission.check(&bytes)?;
        let mut records = state.claims_of(&transmission);
        let effects = sending::effects(&transmission, &mut records, EventKind::ClaimSending, "sending begins");
        state.keep_transmission(transmission.clone());
        state.write(effects, now);
        Ok(IntentOutcome::Begin { transmission: Box::new(transmission), attempt, bytes })
    }

    async fn record_outcome(&self, id: &TransmissionId, attempt: u32, outcome: AttemptOutcome, now: Timestamp) -> Result<Transmission, StoreError> {
        self.change(id, now, |transmission| {
            let reason = format!("{}: {}", outcome.name(), outcome.reason());
            sending::end(transmission, attempt, outcome, now).then_some(reason)
        })
    }

    async fn record_answer(&self, id: &TransmissionId, answer: PayerAnswer, now: Timestamp) -> Result<Transmission, StoreError> {
        self.change(id, now, |transmission| sending::answer(transmission, answer, now).then(|| answer.sentence().to_owned()))
    }

    async fn send_by_decision(&self, id: &TransmissionId, by: &str, note: &str, now: Timestamp) -> Result<Transmission, StoreError> {
        self.change(id, now, |transmission| sending::release(transmission, now).then(|| format!("to be sent again by decision of {by}: {note}")))
    }

    async fn recover(&self, now: Timestamp) -> Result<Vec<TransmissionId>, StoreError> {
        let open: Vec<TransmissionId> =
            self.lock().transmissions.iter().filter(|(kept, _)| kept.open_attempt().is_some()).map(|(kept, _)| kept.id.clone()).collect();
        for id in &open {
            self.change(id, now, |transmission| sending::recover(transmission, now).then(|| sending::STOPPED_WHILE_SENDING.to_owned()))?;
        }
        Ok(open)
    }

    async fn store_inbound(&self, inbound: NewInbound) -> Result<InboundOutcome, StoreError> {
        let mut state = self.lock();
        let id = inbound.id();
        if let Ok((record, _)) = state.inbound_mut(&id) {
            record.copies += 1;
            return Ok(InboundOutcome::Known { id, status: record.status });
        }
        let record = inbound.first_record();
        state.inbound.push((record, inbound.bytes));
        Ok(InboundOutcome::Stored(id))
    }

    async fn begin_inbound(&self, id: &InboundId, now: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        let mut state = self.lock();
        let (record, bytes) = state.inbound_mut(id)?;
        if record.status != InboundStatus::Received {
            return Ok(None);
        }
        if record.attempts >= limits::INBOUND_ATTEMPTS {
            record.status = InboundStatus::Quarantined;
            state.raise(inbound::failed_too_often(id), now);
            return Ok(None);
        }
        record.attempts += 1;
        Ok(Some(bytes.clone()))
    }

    async fn finish_inbound(&self, id: &InboundId, status: InboundStatus) -> Result<(), StoreError> {
        self.lock().inbound_mut(id)?.0.status = status;
        Ok(())
    }

    async fn unfinished_inbounds(&self, limit: u32) -> Result<Vec<InboundRecord>, StoreError> {
        let state = self.lock();
        let unfinished = state.inbound.iter().map(|(record, _)| record).filter(|record| record.status == InboundStatus::Received);
        Ok(unfinished.take(limit as usize).cloned().collect())
    }

    async fn record_acknowledgement(&self, acknowledgement: InboundAcknowledgement, now: Timestamp) -> Result<RecordedAcknowledgement, StoreError> {
        let mut state = self.lock();
        state.inbound_mut(&acknowledgement.inbound_id)?;
        let same = |record: &AcknowledgementRecord| {
            record.acknowledgement.inbound_id == acknowledgement.inbound_id && record.acknowledgement.segment == acknowledgement.segment
        };
        if state.acknowledgements.iter().any(same) {
            return Ok(RecordedAcknowledgement::Repeated);
        }
        let named = state.transmissions.iter().rev().map(|(kept, _)| kept).find(|kept| acknowledgement.names(kept)).cloned();
        let (transmission_id, outcome) = state.acknowledge(named, &acknowledgement, now);
        let sequence = next(state.acknowledgements.len());
        state.acknowledgements.push(AcknowledgementRecord { sequence, recorded_at: now, transmission_id, acknowledgement });
        Ok(outcome)
    }

    async fn post_remittance(&self, request: PostRemittance, now: Timestamp) -> Result<PostingOutcome, StoreError> {
        let mut state = self.lock();
        state.inbound_mut(&request.payment.inbound_id)?;
        let id = request.payment.id();
        let context = state.context(&request.payment.payer_id, &Wanted::by(&request.payment));
        match posting::decide(&request, context) {
            Decision::Duplicate => Ok(PostingOutcome::Duplicate(id)),
            Decision::Quarantine(exceptions) => {
                state.keep_payment(PaymentRecord::quarantined(&request, now));
                state.write(posting::effects_of_quarantine(&request.payment, exceptions), now);
                Ok(PostingOutcome::Quarantined(id))
            }
            Decision::Post(posting) => {
                let record = PaymentRecord { status: PaymentStatus::Posted, totals: posting.totals, ..PaymentRecord::quarantined(&request, now) };
                let record = state.keep_payment(record);
                for adjudication in posting.adjudications {
                    let same = |kept: &posting::Adjudication| kept.payment_id == adjudication.payment_id && kept.ordinal == adjudication.ordinal;
                    match state.adjudications.iter_mut().find(|kept| same(kept)) {
                        Some(kept) => *kept = adjudication,
                        None => state.adjudications.push(adjudication),
                    }
                }
                state.write(posting.effects, now);
                Ok(PostingOutcome::Posted(Box::new(record)))
            }
        }
    }

    async fn raise_exception(&self, exception: NewException, at: Timestamp) -> Result<ExceptionId, StoreError> {
        let mut state = self.lock();
        let same = |record: &&ExceptionRecord| exception.inbound_id.is_some() && record.exception == exception;
        let known = state.exceptions.iter().find(same).map(|record| record.id);
        Ok(known.unwrap_or_else(|| state.raise(exception, at)))
    }

    async fn resolve_exception(&self, id: ExceptionId, by: &str, note: &str, at: Timestamp) -> Result<ExceptionRecord, StoreError> {
        let mut state = self.lock();
        state.resolve(id, by, note, at);
        state.exceptions.iter().find(|record| record.id == id).cloned().ok_or_else(|| not_found("exception", &id.to_string()))
    }

    async fn add_api_key(&self, key: ApiKey) -> Result<(), StoreError> {
        self.lock().keys.insert(key.id.clone(), key);
        Ok(())
    }

    async fn revoke_api_key(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut state = self.lock();
        let key = state.keys.get_mut(id).ok_or_else(|| not_found("API key", id))?;
        key.revoked_at.get_or_insert(at);
        Ok(())
    }

    async fn api_key(&self, id: &str) -> Result<Option<ApiKey>, StoreError> {
        Ok(self.lock().keys.get(id).cloned())
    }

    async fn api_keys(&self) -> Result<Vec<ApiKey>, StoreError> {
        Ok(self.lock().keys.values().cloned().collect())
    }

    async fn claim(&self, id: &ClaimId) -> Result<Option<ClaimRecord>, StoreError> {
        Ok(self.lock().claim(id).ok().cloned())
    }

    async fn claim_body(&self, id: &ClaimId) -> Result<Option<ClaimBody>, StoreError> {
        Ok(self.lock().claims.iter().find(|(record, _)| record.claim.id == *id).map(|(_, body)| body.clone()))
    }

    async fn claims(&self, filter: ClaimFilter, request: PageRequest) -> Result<Vec<ClaimRecord>, StoreError> {
        let state = self.lock();
        let fits = |record: &&ClaimRecord| {
            filter.state.is_none_or(|wanted| record.state() == wanted)
                && filter.payer_id.as_ref().is_none_or(|wanted| record.claim.payer_id == *wanted)
                && filter.patient_control_number.as_ref().is_none_or(|wanted| record.claim.patient_control_number == *wanted)
        };
        Ok(page(state.claims.iter().map(|(record, _)| record).filter(fits), request, |record| record.sequence).into_iter().cloned().collect())
    }

    async fn timeline(&self, id: &ClaimId) -> Result<Vec<Event>, StoreError> {
        Ok(self.lock().events.iter().filter(|event| event.event.claim_id.as_ref() == Some(id)).cloned().collect())
    }

    async fn transmission(&self, id: &TransmissionId) -> Result<Option<Transmission>, StoreError> {
        Ok(self.lock().transmission(id).ok().cloned())
    }

    async fn transmission_bytes(&self, id: &TransmissionId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.lock().transmissions.iter().find(|(kept, _)| kept.id == *id).map(|(_, bytes)| bytes.clone()))
    }

    async fn transmissions(&self, request: PageRequest) -> Result<Vec<(i64, Transmission)>, StoreError> {
        let numbered: Vec<(i64, Transmission)> = (1..).zip(self.lock().transmissions.iter().map(|(kept, _)| kept.clone())).collect();
        Ok(page(numbered.into_iter(), request, |(sequence, _)| *sequence))
    }

    async fn acknowledgements(&self, request: PageRequest) -> Result<Vec<AcknowledgementRecord>, StoreError> {
        Ok(page(self.lock().acknowledgements.iter().cloned(), request, |record| record.sequence))
    }

    async fn inbound(&self, id: &InboundId) -> Result<Option<InboundRecord>, StoreError> {
        Ok(self.lock().inbound_mut(id).ok().map(|(record, _)| record.clone()))
    }

    async fn inbound_bytes(&self, id: &InboundId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.lock().inbound_mut(id).ok().map(|(_, bytes)| bytes.clone()))
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRecord>, StoreError> {
        Ok(self.lock().payments.iter().find(|record| record.id == *id).cloned())
    }

    async fn payments(&self, request: PageRequest) -> Result<Vec<PaymentRecord>, StoreError> {
        Ok(page(self.lock().payments.iter().cloned(), request, |record| record.sequence))
    }

    async fn ledger(&self, filter: LedgerFilter, request: PageRequest) -> Result<Vec<(i64, JournalEntry)>, StoreError> {
        let fits = |(_, entry): &(i64, JournalEntry)| {
            (filter.payment_id.is_none() || entry.payment_id == filter.payment_id) && (filter.claim_id.is_none() || entry.claim_id == filter.claim_id)
        };
        let numbered: Vec<(i64, JournalEntry)> = (1..).zip(self.lock().entries.iter().cloned()).filter(fits).collect();
        Ok(page(numbered.into_iter(), request, |(sequence, _)| *sequence))
    }

    async fn trial_balance(&self) -> Result<TrialBalance, StoreError> {
        TrialBalance::of(&self.lock().entries).ok_or(StoreError::Overflow)
    }

    async fn exceptions(&self, open_only: bool, request: PageRequest) -> Result<Vec<ExceptionRecord>, StoreError> {
        let state = self.lock();
        let listed = state.exceptions.iter().filter(|record| !open_only || record.resolution.is_none());
        Ok(page(listed.cloned(), request, |record| record.id.0))
    }

    async fn events(&self, after: i64, limit: u32) -> Result<Vec<Event>, StoreError> {
        let request = PageRequest { after: Some(after), limit, ..PageRequest::default() };
        Ok(page(self.lock().events.iter().cloned(), request, |event| event.sequence))
    }
}

impl MemoryStore {
    /// Changes a transmission, with what that means for its claims, when `step` says why.
    fn change(&self, id: &TransmissionId, now: Timestamp, step: impl FnOnce(&mut Transmission) -> Option<String>) -> Result<Transmission, StoreError> {
        let mut state = self.lock();
        let mut transmission = state.transmission(id)?.clone();
        if let Some(reason) = step(&mut transmission) {
            let mut records = state.claims_of(&transmission);
            let effects = sending::effects(&transmission, &mut records, EventKind::ClaimSendEnded, &reason);
            state.keep_transmission(transmission.clone());
            state.write(effects, now);
        }
        Ok(transmission)
    }
}

impl State {
    fn acknowledge(
        &mut self,
        named: Option<Transmission>,
        acknowledgement: &InboundAcknowledgement,
        now: Timestamp,
    ) -> (Option<TransmissionId>, RecordedAcknowledgement) {
        let recorded = named.and_then(|mut transmission| {
            let mut records = self.claims_of(&transmission);
            acknowledgement::record(acknowledgement, &mut transmission, &mut records).map(|written| (transmission, written))
        });
        let Some((transmission, (effects_on_claims, effects))) = recorded else {
            return (None, RecordedAcknowledgement::Quarantined(self.raise(acknowledgement::unmatched(acknowledgement), now)));
        };
        let transmission_id = transmission.id.clone();
        self.keep_transmission(transmission);
        self.write(effects, now);
        (Some(transmission_id.clone()), RecordedAcknowledgement::Matched { transmission_id, effects: effects_on_claims })
    }

    fn keep_payment(&mut self, record: PaymentRecord) -> PaymentRecord {
        let number = next(self.payments.len());
        match self.payments.iter_mut().find(|kept| kept.id == record.id) {
            Some(kept) if record.status == PaymentStatus::Posted => *kept = PaymentRecord { sequence: kept.sequence, ..record.clone() },
            Some(_) => {}
            None => self.payments.push(PaymentRecord { sequence: number, ..record.clone() }),
        }
        self.payments.iter().find(|kept| kept.id == record.id).cloned().unwrap_or(record)
    }
}
