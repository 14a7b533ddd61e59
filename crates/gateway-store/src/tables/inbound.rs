//! Inbound files: bytes, and how far the work on them has come.

use gateway_core::identifiers::InboundId;
use gateway_core::inbound::{InboundRecord, InboundStatus, NewInbound};
use gateway_core::ports::StoreError;
use sqlx::SqliteConnection;

use crate::error::{not_found, unavailable};
use crate::row::{json, to_json};

/// Keeps new bytes.
pub(crate) async fn insert(connection: &mut SqliteConnection, inbound: &NewInbound) -> Result<(), StoreError> {
    let record = inbound.first_record();
    sqlx::query("INSERT INTO inbound (id, bytes, record, status) VALUES (?1, ?2, ?3, ?4)")
        .bind(record.id.as_str())
        .bind(inbound.bytes.as_slice())
        .bind(to_json(&record)?)
        .bind(record.status.as_str())
        .execute(connection)
        .await
        .map_err(unavailable("keep inbound bytes"))?;
    Ok(())
}

/// Keeps a changed record.
pub(crate) async fn update(connection: &mut SqliteConnection, record: &InboundRecord) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbound SET record = ?2, status = ?3 WHERE id = ?1")
        .bind(record.id.as_str())
        .bind(to_json(record)?)
        .bind(record.status.as_str())
        .execute(connection)
        .await
        .map_err(unavailable("change an inbound file"))?;
    Ok(())
}

/// A file's record, if it is there.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &InboundId) -> Result<Option<InboundRecord>, StoreError> {
    let row = sqlx::query("SELECT sequence, record FROM inbound WHERE id = ?1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await
        .map_err(unavailable("read an inbound file"))?;
    row.map(|row| json(&row, "record")).transpose()
}

/// A file's record that has to be there.
pub(crate) async fn get(connection: &mut SqliteConnection, id: &InboundId) -> Result<InboundRecord, StoreError> {
    find(connection, id).await?.ok_or_else(|| not_found("inbound file", id))
}

/// A file's bytes.
pub(crate) async fn bytes(connection: &mut SqliteConnection, id: &InboundId) -> Result<Option<Vec<u8>>, StoreError> {
    sqlx::query_scalar("SELECT bytes FROM inbound WHERE id = ?1").bind(id.as_str()).fetch_optional(connection).await.map_err(unavailable("read inbound bytes"))
}

/// The files that still have to be worked on, the oldest first.
pub(crate) async fn unfinished(connection: &mut SqliteConnection, limit: u32) -> Result<Vec<InboundRecord>, StoreError> {
    debug_assert_eq!(InboundStatus::Received.as_str(), "received", "the index and this query name the status");
    let rows = sqlx::query("SELECT sequence, record FROM inbound WHERE status = 'received' ORDER BY sequence LIMIT ?1")
        .bind(limit)
        .fetch_all(connection)
        .await
        .map_err(unavailable("look for unfinished files"))?;
    rows.iter().map(|row| json(row, "record")).collect()
}
