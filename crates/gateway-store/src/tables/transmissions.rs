//! Transmissions: what was sealed never changes (triggers hold that), what is due next and the attempts do.

use gateway_core::acknowledgement::{AcknowledgementKey, InboundAcknowledgement};
use gateway_core::identifiers::TransmissionId;
use gateway_core::ports::{PageRequest, StoreError};
use gateway_core::transmission::{Attempt, Transmission};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::{not_found, unavailable};
use crate::row::{column, json, to_json};
use crate::tables::page::{Paged, paged};

/// The record of a row, with its attempts.
async fn assemble(connection: &mut SqliteConnection, row: &SqliteRow) -> Result<Transmission, StoreError> {
    let transmission: Transmission = json(row, "record")?;
    let attempts = sqlx::query("SELECT number AS sequence, record FROM attempts WHERE transmission_id = ?1 ORDER BY number")
        .bind(transmission.id.as_str())
        .fetch_all(connection)
        .await
        .map_err(unavailable("read attempts"))?;
    Ok(Transmission { attempts: attempts.iter().map(|row| json(row, "record")).collect::<Result<_, _>>()?, ..transmission })
}

/// The record without its attempts, which have a table of their own.
fn to_record(transmission: &Transmission) -> Result<String, StoreError> {
    to_json(&Transmission { attempts: Vec::new(), ..transmission.clone() })
}

fn due_at(transmission: &Transmission) -> Option<i64> {
    transmission.next_step.due_at().map(Timestamp::as_millisecond)
}

/// Keeps a sealed transmission.
pub(crate) async fn insert(connection: &mut SqliteConnection, transmission: &Transmission, bytes: &[u8]) -> Result<(), StoreError> {
    let identity = &transmission.identity;
    sqlx::query(
        "INSERT INTO transmissions (id, sender, receiver, interchange_control_number, group_control_number, sha256, bytes, record, due_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
    .bind(transmission.id.as_str())
    .bind(identity.sender.as_str())
    .bind(identity.receiver.as_str())
    .bind(identity.interchange_control_number.value())
    .bind(identity.group_control_number.value())
    .bind(transmission.sha256.to_string())
    .bind(bytes)
    .bind(to_record(transmission)?)
    .bind(due_at(transmission))
    .execute(&mut *connection)
    .await
    .map_err(unavailable("seal a transmission"))?;
    insert_sets(connection, transmission).await?;
    insert_claims(connection, transmission).await
}

async fn insert_sets(connection: &mut SqliteConnection, transmission: &Transmission) -> Result<(), StoreError> {
    let identity = &transmission.identity;
    for set in &identity.sets {
        sqlx::query("INSERT INTO transmission_sets (sender, receiver, set_control_number, reference, transmission_id) VALUES (?1, ?2, ?3, ?4, ?5)")
            .bind(identity.sender.as_str())
            .bind(identity.receiver.as_str())
            .bind(set.set_control_number.value())
            .bind(set.reference.as_str())
            .bind(transmission.id.as_str())
            .execute(&mut *connection)
            .await
            .map_err(unavailable("seal a transaction set"))?;
    }
    Ok(())
}

async fn insert_claims(connection: &mut SqliteConnection, transmission: &Transmission) -> Result<(), StoreError> {
    for (ordinal, claim_id) in (0_i64..).zip(transmission.claims()) {
        sqlx::query("INSERT INTO transmission_claims (claim_id, transmission_id, ordinal) VALUES (?1, ?2, ?3)")
            .bind(claim_id.as_str())
            .bind(transmission.id.as_str())
            .bind(ordinal)
            .execute(&mut *connection)
            .await
            .map_err(unavailable("put a claim into a transmission"))?;
    }
    Ok(())
}

/// Keeps what changed of a transmission: what is due, and its last attempt.
pub(crate) async fn update(connection: &mut SqliteConnection, transmission: &Transmission) -> Result<(), StoreError> {
    sqlx::query("UPDATE transmissions SET record = ?2, due_at = ?3 WHERE id = ?1")
        .bind(transmission.id.as_str())
        .bind(to_record(transmission)?)
        .bind(due_at(transmission))
        .execute(&mut *connection)
        .await
        .map_err(unavailable("change a transmission"))?;
    match transmission.attempts.last() {
        Some(attempt) => keep_attempt(connection, &transmission.id, attempt).await,
        None => Ok(()),
    }
}

async fn keep_attempt(connection: &mut SqliteConnection, id: &TransmissionId, attempt: &Attempt) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO attempts (transmission_id, number, record, open) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (transmission_id, number) DO UPDATE SET record = excluded.record, open = excluded.open WHERE open = 1",
    )
    .bind(id.as_str())
    .bind(attempt.number)
    .bind(to_json(attempt)?)
    .bind(attempt.outcome.is_none())
    .execute(connection)
    .await
    .map_err(unavailable("keep an attempt"))?;
    Ok(())
}

/// A transmission, if it is there.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &TransmissionId) -> Result<Option<Transmission>, StoreError> {
    let row = sqlx::query("SELECT sequence, record FROM transmissions WHERE id = ?1")
        .bind(id.as_str())
        .fetch_optional(&mut *connection)
        .await
        .map_err(unavailable("read a transmission"))?;
    match row {
        Some(row) => assemble(connection, &row).await.map(Some),
        None => Ok(None),
    }
}

/// A transmission that has to be there.
pub(crate) async fn get(connection: &mut SqliteConnection, id: &TransmissionId) -> Result<Transmission, StoreError> {
    find(connection, id).await?.ok_or_else(|| not_found("transmission", id))
}

/// A transmission's sealed bytes.
pub(crate) async fn bytes(connection: &mut SqliteConnection, id: &TransmissionId) -> Result<Option<Vec<u8>>, StoreError> {
    sqlx::query_scalar("SELECT bytes FROM transmissions WHERE id = ?1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await
        .map_err(unavailable("read sealed bytes"))
}

/// The transmissions whose next step is due.
pub(crate) async fn due(connection: &mut SqliteConnection, now: Timestamp, limit: u32) -> Result<Vec<Transmission>, StoreError> {
    let rows = sqlx::query("SELECT sequence, record FROM transmissions WHERE due_at <= ?1 ORDER BY due_at, sequence LIMIT ?2")
        .bind(now.as_millisecond())
        .bind(limit)
        .fetch_all(&mut *connection)
        .await
        .map_err(unavailable("look for due transmissions"))?;
    let mut due = Vec::with_capacity(rows.len());
    for row in &rows {
        due.push(assemble(connection, row).await?);
    }
    Ok(due)
}

/// The transmissions with an open attempt, the oldest first.
pub(crate) async fn with_open_attempt(connection: &mut SqliteConnection) -> Result<Vec<TransmissionId>, StoreError> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT transmission_id FROM attempts JOIN transmissions ON id = transmission_id WHERE open = 1 ORDER BY sequence")
            .fetch_all(connection)
            .await
            .map_err(unavailable("look for open attempts"))?;
    Ok(ids.into_iter().map(TransmissionId::new).collect())
}

/// The transmission that an acknowledgement names.
pub(crate) async fn named_by(connection: &mut SqliteConnection, acknowledgement: &InboundAcknowledgement) -> Result<Option<Transmission>, StoreError> {
    let query = match &acknowledgement.key {
        AcknowledgementKey::Interchange { interchange_control_number } => {
            sqlx::query("SELECT sequence, record FROM transmissions WHERE sender = ?1 AND receiver = ?2 AND interchange_control_number = ?3")
                .bind(acknowledgement.sender.as_str())
                .bind(acknowledgement.receiver.as_str())
                .bind(interchange_control_number.value())
        }
        AcknowledgementKey::Group { group_control_number, .. } => {
            sqlx::query("SELECT sequence, record FROM transmissions WHERE sender = ?1 AND receiver = ?2 AND group_control_number = ?3")
                .bind(acknowledgement.sender.as_str())
                .bind(acknowledgement.receiver.as_str())
                .bind(group_control_number.value())
        }
        AcknowledgementKey::Claim { reference, .. } => sqlx::query(
            "SELECT sequence, record FROM transmissions WHERE id = (SELECT transmission_id FROM transmission_sets WHERE sender = ?1 AND receiver = ?2 AND reference = ?3)",
        )
        .bind(acknowledgement.sender.as_str())
        .bind(acknowledgement.receiver.as_str())
        .bind(reference.as_str()),
    };
    let row = query.fetch_optional(&mut *connection).await.map_err(unavailable("look for what an acknowledgement names"))?;
    match row {
        Some(row) => assemble(connection, &row).await.map(Some),
        None => Ok(None),
    }
}

const LIST: Paged = paged!("SELECT sequence, record FROM transmissions WHERE 1");

/// A part of the list of transmissions.
pub(crate) async fn list(connection: &mut SqliteConnection, page: PageRequest) -> Result<Vec<(i64, Transmission)>, StoreError> {
    let rows = LIST.query(page).fetch_all(&mut *connection).await.map_err(unavailable("read transmissions"))?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in &rows {
        listed.push((column(row, "sequence")?, assemble(connection, row).await?));
    }
    Ok(listed)
}
