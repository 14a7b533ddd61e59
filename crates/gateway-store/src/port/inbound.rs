//! Inbound: files, acknowledgements and payments.

use std::collections::BTreeMap;

use gateway_core::acknowledgement::{self, AcknowledgementKey, InboundAcknowledgement};
use gateway_core::identifiers::InboundId;
use gateway_core::inbound::{self as files, InboundOutcome, InboundRecord, InboundStatus, NewInbound};
use gateway_core::intake::ClaimRecord;
use gateway_core::limits;
use gateway_core::ports::{RecordedAcknowledgement, StoreError};
use gateway_core::posting::{self, ClaimAccount, Decision, PaymentRecord, PaymentStatus, PostRemittance, Posting, PostingContext, PostingOutcome, Wanted};
use gateway_core::transmission::Transmission;
use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::SqliteStore;
use crate::effects;
use crate::error::not_found;
use crate::tables::{acknowledgements, claims, inbound, ledger, payments, transmissions};

impl SqliteStore {
    pub(super) async fn keep_inbound(&self, new: NewInbound) -> Result<InboundOutcome, StoreError> {
        let mut transaction = self.begin().await?;
        let id = new.id();
        let outcome = match inbound::find(&mut transaction, &id).await? {
            Some(known) => {
                let status = known.status;
                inbound::update(&mut transaction, &InboundRecord { copies: known.copies.saturating_add(1), ..known }).await?;
                InboundOutcome::Known { id, status }
            }
            None => {
                inbound::insert(&mut transaction, &new).await?;
                InboundOutcome::Stored(id)
            }
        };
        self.commit(transaction).await?;
        Ok(outcome)
    }

    pub(super) async fn begin_work(&self, id: &InboundId, now: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        let mut transaction = self.begin().await?;
        let record = inbound::get(&mut transaction, id).await?;
        if record.status != InboundStatus::Received {
            return Ok(None);
        }
        let bytes = if record.attempts >= limits::INBOUND_ATTEMPTS {
            inbound::update(&mut transaction, &InboundRecord { status: InboundStatus::Quarantined, ..record }).await?;
            effects::raise(&mut transaction, &files::failed_too_often(id), now).await?;
            None
        } else {
            inbound::update(&mut transaction, &InboundRecord { attempts: record.attempts.saturating_add(1), ..record }).await?;
            inbound::bytes(&mut transaction, id).await?
        };
        self.commit(transaction).await?;
        Ok(bytes)
    }

    pub(super) async fn finish_work(&self, id: &InboundId, status: InboundStatus) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let record = inbound::get(&mut transaction, id).await?;
        inbound::update(&mut transaction, &InboundRecord { status, ..record }).await?;
        self.commit(transaction).await
    }

    pub(super) async fn acknowledge(&self, acknowledgement: InboundAcknowledgement, now: Timestamp) -> Result<RecordedAcknowledgement, StoreError> {
        let mut transaction = self.begin().await?;
        inbound::get(&mut transaction, &acknowledgement.inbound_id).await?;
        if acknowledgements::is_known(&mut transaction, &acknowledgement).await? {
            return Ok(RecordedAcknowledgement::Repeated);
        }
        let outcome = apply(&mut transaction, &acknowledgement, now).await?;
        let transmission_id = match &outcome {
            RecordedAcknowledgement::Matched { transmission_id, .. } => Some(transmission_id),
            RecordedAcknowledgement::Repeated | RecordedAcknowledgement::Quarantined(_) => None,
        };
        acknowledgements::insert(&mut transaction, &acknowledgement, transmission_id, now).await?;
        self.commit(transaction).await?;
        Ok(outcome)
    }

    pub(super) async fn post(&self, request: PostRemittance, now: Timestamp) -> Result<PostingOutcome, StoreError> {
        let mut transaction = self.begin().await?;
        inbound::get(&mut transaction, &request.payment.inbound_id).await?;
        let id = request.payment.id();
        let context = context(&mut transaction, &request).await?;
        let aside = PaymentRecord::quarantined(&request, now);
        match posting::decide(&request, context) {
            Decision::Duplicate => Ok(PostingOutcome::Duplicate(id)),
            Decision::Quarantine(exceptions) => {
                payments::keep(&mut transaction, &aside).await?;
                effects::write(&mut transaction, posting::effects_of_quarantine(&request.payment, exceptions), now).await?;
                self.commit(transaction).await?;
                Ok(PostingOutcome::Quarantined(id))
            }
            Decision::Post(posting) => {
                let Posting { effects, adjudications, totals } = *posting;
                payments::keep(&mut transaction, &PaymentRecord { status: PaymentStatus::Posted, totals, ..aside }).await?;
                for adjudication in &adjudications {
                    payments::keep_adjudication(&mut transaction, adjudication).await?;
                }
                crate::effects::write(&mut transaction, effects, now).await?;
                let record = payments::find(&mut transaction, &id).await?.ok_or_else(|| not_found("payment", &id))?;
                self.commit(transaction).await?;
                Ok(PostingOutcome::Posted(Box::new(record)))
            }
        }
    }
}

async fn apply(connection: &mut SqliteConnection, acknowledgement: &InboundAcknowledgement, now: Timestamp) -> Result<RecordedAcknowledgement, StoreError> {
    if let Some(mut transmission) = transmissions::named_by(connection, acknowledgement).await? {
        let known = transmission.received;
        let mut records = claims_spoken_of(connection, acknowledgement, &transmission).await?;
        let recorded = acknowledgement::record(acknowledgement, &mut transmission, &mut records);
        if let Some((statements, written)) = recorded {
            if !known {
                transmissions::update(connection, &transmission).await?;
            }
            effects::write(connection, written, now).await?;
            let transmission_id = transmission.id;
            return Ok(RecordedAcknowledgement::Matched { transmission_id, effects: statements });
        }
    }
    let unmatched = acknowledgement::unmatched(acknowledgement);
    effects::raise(connection, &unmatched, now).await.map(RecordedAcknowledgement::Quarantined)
}

/// The claims that an acknowledgement can change. A 277CA comes claim by claim: when the transmission is known to have arrived, only the one that it
/// names is read, or a batch of 5,000 would be read 5,000 times.
async fn claims_spoken_of(
    connection: &mut SqliteConnection,
    acknowledgement: &InboundAcknowledgement,
    transmission: &Transmission,
) -> Result<Vec<ClaimRecord>, StoreError> {
    match &acknowledgement.key {
        AcknowledgementKey::Claim { patient_control_number: Some(number), .. } if transmission.received => {
            let found = claims::by_patient_control_number(connection, number).await?;
            let in_it = |record: &ClaimRecord| record.history.transmission_id.as_ref() == Some(&transmission.id);
            Ok(found.into_iter().filter(in_it).collect())
        }
        _ => claims::of_transmission(connection, transmission).await,
    }
}

/// What posting has to look at.
async fn context(connection: &mut SqliteConnection, request: &PostRemittance) -> Result<PostingContext, StoreError> {
    let wanted = Wanted::by(&request.payment);
    let mut prior_payments = Vec::new();
    for trace_number in &wanted.trace_numbers {
        prior_payments.extend(payments::prior(connection, &request.payment.payer_id, trace_number).await?);
    }
    let mut accounts = Vec::new();
    for record in wanted_claims(connection, &wanted).await? {
        let insurance_balance = ledger::insurance_balance(connection, &record.claim.id).await?;
        let adjudications = payments::adjudications_of(connection, &record.claim.id).await?;
        accounts.push(ClaimAccount { record, insurance_balance, adjudications });
    }
    Ok(PostingContext { prior_payments, accounts })
}

/// The wanted claims, each once, the oldest first.
async fn wanted_claims(connection: &mut SqliteConnection, wanted: &Wanted) -> Result<Vec<ClaimRecord>, StoreError> {
    let mut found = Vec::new();
    for number in &wanted.patient_control_numbers {
        found.extend(claims::by_patient_control_number(connection, number).await?);
    }
    for number in &wanted.payer_claim_control_numbers {
        found.extend(claims::by_payer_claim_control_number(connection, number).await?);
    }
    for member_id in &wanted.member_ids {
        found.extend(claims::by_member(connection, member_id).await?);
    }
    let by_sequence: BTreeMap<i64, ClaimRecord> = found.into_iter().map(|record| (record.sequence, record)).collect();
    Ok(by_sequence.into_values().collect())
}
