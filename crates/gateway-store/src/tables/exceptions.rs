//! Exceptions: open until somebody settles them, kept for ever.

use gateway_core::effects::SettledException;
use gateway_core::exception::{ExceptionRecord, NewException, Resolution};
use gateway_core::identifiers::{ExceptionId, PaymentId};
use gateway_core::ports::{PageRequest, StoreError};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::{not_found, unavailable};
use crate::row::{column, json, time, to_json};
use crate::tables::page::{Paged, paged};

fn record(row: &SqliteRow) -> Result<ExceptionRecord, StoreError> {
    let resolved = column::<Option<String>>(row, "resolution")?.is_some();
    Ok(ExceptionRecord {
        id: ExceptionId(column(row, "sequence")?),
        raised_at: time(row, "raised_at")?,
        exception: json(row, "record")?,
        resolution: if resolved { Some(json(row, "resolution")?) } else { None },
    })
}

/// Keeps a new exception.
pub(crate) async fn insert(connection: &mut SqliteConnection, exception: &NewException, at: Timestamp) -> Result<ExceptionId, StoreError> {
    let done = sqlx::query("INSERT INTO exceptions (reason, raised_at, payment_id, segment, record) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(exception.reason.code())
        .bind(at.as_millisecond())
        .bind(exception.payment_id.as_ref().map(PaymentId::as_str))
        .bind(exception.segment)
        .bind(to_json(exception)?)
        .execute(connection)
        .await
        .map_err(unavailable("raise an exception"))?;
    Ok(ExceptionId(done.last_insert_rowid()))
}

/// The first exception that says the very same, open or settled. It reads all of them, which is for the rare cases in which nobody can tell otherwise.
pub(crate) async fn same(connection: &mut SqliteConnection, exception: &NewException) -> Result<Option<ExceptionId>, StoreError> {
    let id: Option<i64> = sqlx::query_scalar("SELECT min(sequence) FROM exceptions WHERE reason = ?1 AND segment IS ?2 AND record = ?3")
        .bind(exception.reason.code())
        .bind(exception.segment)
        .bind(to_json(exception)?)
        .fetch_one(connection)
        .await
        .map_err(unavailable("look for an exception"))?;
    Ok(id.map(ExceptionId))
}

/// Settles an open exception; `false` when it is settled already.
pub(crate) async fn resolve(connection: &mut SqliteConnection, id: ExceptionId, resolution: &Resolution) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE exceptions SET resolution = ?2 WHERE sequence = ?1 AND resolution IS NULL")
        .bind(id.0)
        .bind(to_json(resolution)?)
        .execute(connection)
        .await
        .map_err(unavailable("settle an exception"))?;
    Ok(done.rows_affected() > 0)
}

/// An exception that has to be there.
pub(crate) async fn get(connection: &mut SqliteConnection, id: ExceptionId) -> Result<ExceptionRecord, StoreError> {
    let row =
        sqlx::query("SELECT * FROM exceptions WHERE sequence = ?1").bind(id.0).fetch_optional(connection).await.map_err(unavailable("read an exception"))?;
    row.as_ref().map(record).transpose()?.ok_or_else(|| not_found("exception", id))
}

/// The open exceptions that are meant.
pub(crate) async fn open_ones(connection: &mut SqliteConnection, settled: &SettledException) -> Result<Vec<ExceptionId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar("SELECT sequence FROM exceptions WHERE payment_id = ?1 AND segment = ?2 AND reason = ?3 AND resolution IS NULL")
        .bind(settled.payment_id.as_str())
        .bind(settled.segment)
        .bind(settled.reason.code())
        .fetch_all(connection)
        .await
        .map_err(unavailable("look for exceptions"))?;
    Ok(ids.into_iter().map(ExceptionId).collect())
}

const LIST: Paged = paged!("SELECT * FROM exceptions WHERE 1");
const LIST_OPEN: Paged = paged!("SELECT * FROM exceptions WHERE resolution IS NULL");

/// A part of the list of exceptions.
pub(crate) async fn list(connection: &mut SqliteConnection, open_only: bool, page: PageRequest) -> Result<Vec<ExceptionRecord>, StoreError> {
    let paged = if open_only { &LIST_OPEN } else { &LIST };
    let rows = paged.query(page).fetch_all(connection).await.map_err(unavailable("read exceptions"))?;
    rows.iter().map(record).collect()
}
