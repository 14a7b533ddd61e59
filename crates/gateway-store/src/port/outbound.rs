//! Outbound: sealing, and the steps of a transmission.

use gateway_core::batching::{self, InterchangeRenderer, SealRequest};
use gateway_core::claim::ClaimWithBody;
use gateway_core::event::EventKind;
use gateway_core::identifiers::{ClaimId, TransmissionId};
use gateway_core::intake::ClaimRecord;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{IntentOutcome, StoreError};
use gateway_core::retry::PayerAnswer;
use gateway_core::sending;
use gateway_core::transmission::Transmission;
use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::SqliteStore;
use crate::effects;
use crate::error::not_found;
use crate::tables::{claims, control_numbers, transmissions};

impl SqliteStore {
    pub(super) async fn seal_one(&self, request: SealRequest, renderer: &dyn InterchangeRenderer) -> Result<Option<Transmission>, StoreError> {
        let mut transaction = self.begin().await?;
        let taken = claims::to_seal(&mut transaction, &request).await?;
        if taken.is_empty() {
            return Ok(None);
        }
        let before = control_numbers::of_pair(&mut transaction, &request).await?;
        let mut after = before;
        let ids: Vec<ClaimId> = taken.iter().map(|(record, _)| record.claim.id.clone()).collect();
        let identity = batching::identify(&request, &mut after, &ids);
        let mut records: Vec<ClaimRecord> = taken.iter().map(|(record, _)| record.clone()).collect();
        let bodies: Vec<ClaimWithBody> = taken.into_iter().map(|(record, body)| ClaimWithBody { claim: record.claim, body }).collect();
        let bytes = renderer.render(&identity, &bodies, request.at)?;
        let transmission = batching::sealed(&request, identity, &bytes);
        control_numbers::update(&mut transaction, &request, &after).await?;
        transmissions::insert(&mut transaction, &transmission, &bytes).await?;
        let sealing = batching::effects_of_sealing(&transmission, &before, &after, &mut records);
        effects::write(&mut transaction, sealing, request.at).await?;
        self.commit(transaction).await?;
        Ok(Some(transmission))
    }

    pub(super) async fn begin_attempt(&self, id: &TransmissionId, endpoint: &str, now: Timestamp) -> Result<IntentOutcome, StoreError> {
        let mut transaction = self.begin().await?;
        let mut transmission = transmissions::get(&mut transaction, id).await?;
        let Some(attempt) = sending::begin(&mut transmission, endpoint, now) else {
            return Ok(IntentOutcome::NotDue);
        };
        let bytes = transmissions::bytes(&mut transaction, id).await?.ok_or_else(|| not_found("transmission", id))?;
        transmission.check(&bytes)?;
        write_step(&mut transaction, &transmission, EventKind::ClaimSending, "sending begins", now).await?;
        self.commit(transaction).await?;
        Ok(IntentOutcome::Begin { transmission: Box::new(transmission), attempt, bytes })
    }

    pub(super) async fn end_attempt(&self, id: &TransmissionId, attempt: u32, outcome: AttemptOutcome, now: Timestamp) -> Result<Transmission, StoreError> {
        self.step(id, now, |transmission| {
            let reason = format!("{}: {}", outcome.name(), outcome.reason());
            sending::end(transmission, attempt, outcome, now).then_some(reason)
        })
        .await
    }

    pub(super) async fn take_answer(&self, id: &TransmissionId, answer: PayerAnswer, now: Timestamp) -> Result<Transmission, StoreError> {
        self.step(id, now, |transmission| sending::answer(transmission, answer, now).then(|| answer.sentence().to_owned())).await
    }

    pub(super) async fn release(&self, id: &TransmissionId, by: &str, note: &str, now: Timestamp) -> Result<Transmission, StoreError> {
        self.step(id, now, |transmission| sending::release(transmission, now).then(|| format!("to be sent again by decision of {by}: {note}"))).await
    }

    pub(super) async fn end_open_attempts(&self, now: Timestamp) -> Result<Vec<TransmissionId>, StoreError> {
        let mut transaction = self.begin().await?;
        let open = transmissions::with_open_attempt(&mut transaction).await?;
        for id in &open {
            let mut transmission = transmissions::get(&mut transaction, id).await?;
            if sending::recover(&mut transmission, now) {
                write_step(&mut transaction, &transmission, EventKind::ClaimSendEnded, sending::STOPPED_WHILE_SENDING, now).await?;
            }
        }
        self.commit(transaction).await?;
        Ok(open)
    }

    /// Takes one step of a transmission, when `decide` says why.
    async fn step(&self, id: &TransmissionId, now: Timestamp, decide: impl FnOnce(&mut Transmission) -> Option<String>) -> Result<Transmission, StoreError> {
        let mut transaction = self.begin().await?;
        let mut transmission = transmissions::get(&mut transaction, id).await?;
        let Some(reason) = decide(&mut transmission) else {
            return Ok(transmission);
        };
        write_step(&mut transaction, &transmission, EventKind::ClaimSendEnded, &reason, now).await?;
        self.commit(transaction).await?;
        Ok(transmission)
    }
}

async fn write_step(connection: &mut SqliteConnection, transmission: &Transmission, kind: EventKind, reason: &str, now: Timestamp) -> Result<(), StoreError> {
    transmissions::update(connection, transmission).await?;
    let mut records = claims::of_transmission(connection, transmission).await?;
    effects::write(connection, sending::effects(transmission, &mut records, kind, reason), now).await
}
