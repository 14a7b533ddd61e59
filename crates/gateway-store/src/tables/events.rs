//! Events: the outbox, in the order of commit, since there is one writer.

use gateway_core::event::{Event, NewEvent};
use gateway_core::identifiers::ClaimId;
use gateway_core::limits;
use gateway_core::ports::StoreError;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::unavailable;
use crate::row::{column, json, time, to_json};

fn event(row: &SqliteRow) -> Result<Event, StoreError> {
    Ok(Event { sequence: column(row, "sequence")?, at: time(row, "at")?, event: json(row, "record")? })
}

/// Appends an event.
pub(crate) async fn append(connection: &mut SqliteConnection, event: &NewEvent, at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO events (at, claim_id, record) VALUES (?1, ?2, ?3)")
        .bind(at.as_millisecond())
        .bind(event.claim_id.as_ref().map(ClaimId::as_str))
        .bind(to_json(event)?)
        .execute(connection)
        .await
        .map_err(unavailable("append an event"))?;
    Ok(())
}

/// Events after a cursor.
pub(crate) async fn after(connection: &mut SqliteConnection, after: i64, limit: u32) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query("SELECT sequence, at, record FROM events WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")
        .bind(after)
        .bind(limit.min(limits::PAGE))
        .fetch_all(connection)
        .await
        .map_err(unavailable("read events"))?;
    rows.iter().map(event).collect()
}

/// What happened to a claim.
pub(crate) async fn of_claim(connection: &mut SqliteConnection, id: &ClaimId) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query("SELECT sequence, at, record FROM events WHERE claim_id = ?1 ORDER BY sequence")
        .bind(id.as_str())
        .fetch_all(connection)
        .await
        .map_err(unavailable("read a timeline"))?;
    rows.iter().map(event).collect()
}
