//! Payments and their adjudications.

use gateway_core::identifiers::{ClaimId, PaymentId};
use gateway_core::ports::{PageRequest, StoreError};
use gateway_core::posting::{Adjudication, PaymentRecord, PaymentStatus, PriorPayment};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::unavailable;
use crate::row::{column, json, time, to_json};
use crate::tables::page::{Paged, paged};

fn status(row: &SqliteRow) -> Result<PaymentStatus, StoreError> {
    let posted = column::<String>(row, "status")? == PaymentStatus::Posted.as_str();
    Ok(if posted { PaymentStatus::Posted } else { PaymentStatus::Quarantined })
}

fn record(row: &SqliteRow) -> Result<PaymentRecord, StoreError> {
    Ok(PaymentRecord {
        sequence: column(row, "sequence")?,
        id: PaymentId::new(column::<String>(row, "id")?),
        decided_at: time(row, "decided_at")?,
        status: status(row)?,
        payment: json(row, "record")?,
        totals: json(row, "totals")?,
    })
}

/// Keeps a payment. One that is set aside may be posted later, not the other way round.
pub(crate) async fn keep(connection: &mut SqliteConnection, payment: &PaymentRecord) -> Result<(), StoreError> {
    // No upsert: SQLite takes a sequence number for one that inserts nothing, and lists would skip.
    let known = find(connection, &payment.id).await?.is_some();
    match (known, payment.status) {
        (true, PaymentStatus::Quarantined) => Ok(()),
        (true, PaymentStatus::Posted) => update(connection, payment).await,
        (false, _) => insert(connection, payment).await,
    }
}

async fn insert(connection: &mut SqliteConnection, payment: &PaymentRecord) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO payments (id, payer_id, trace_number, status, decided_at, record, totals) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(payment.id.as_str())
        .bind(payment.payment.payer_id.as_str())
        .bind(payment.payment.trace_number.as_str())
        .bind(payment.status.as_str())
        .bind(payment.decided_at.as_millisecond())
        .bind(to_json(&payment.payment)?)
        .bind(to_json(&payment.totals)?)
        .execute(connection)
        .await
        .map_err(unavailable("keep a payment"))?;
    Ok(())
}

async fn update(connection: &mut SqliteConnection, payment: &PaymentRecord) -> Result<(), StoreError> {
    sqlx::query("UPDATE payments SET status = ?2, decided_at = ?3, record = ?4, totals = ?5 WHERE id = ?1")
        .bind(payment.id.as_str())
        .bind(payment.status.as_str())
        .bind(payment.decided_at.as_millisecond())
        .bind(to_json(&payment.payment)?)
        .bind(to_json(&payment.totals)?)
        .execute(connection)
        .await
        .map_err(unavailable("change a payment"))?;
    Ok(())
}

/// A payment, if it is there.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &PaymentId) -> Result<Option<PaymentRecord>, StoreError> {
    let row = sqlx::query("SELECT * FROM payments WHERE id = ?1").bind(id.as_str()).fetch_optional(connection).await.map_err(unavailable("read a payment"))?;
    row.as_ref().map(record).transpose()
}

const LIST: Paged = paged!("SELECT * FROM payments WHERE 1");

/// A part of the list of payments.
pub(crate) async fn list(connection: &mut SqliteConnection, page: PageRequest) -> Result<Vec<PaymentRecord>, StoreError> {
    let rows = LIST.query(page).fetch_all(connection).await.map_err(unavailable("read payments"))?;
    rows.iter().map(record).collect()
}

/// The payments of a payer with this trace number.
pub(crate) async fn prior(connection: &mut SqliteConnection, payer_id: &str, trace_number: &str) -> Result<Vec<PriorPayment>, StoreError> {
    let rows = sqlx::query("SELECT id, trace_number, status FROM payments WHERE payer_id = ?1 AND trace_number = ?2")
        .bind(payer_id)
        .bind(trace_number)
        .fetch_all(connection)
        .await
        .map_err(unavailable("look for earlier payments"))?;
    let prior = |row: &SqliteRow| {
        Ok(PriorPayment { id: PaymentId::new(column::<String>(row, "id")?), trace_number: column(row, "trace_number")?, status: status(row)? })
    };
    rows.iter().map(prior).collect()
}

/// Keeps an adjudication, new or changed.
pub(crate) async fn keep_adjudication(connection: &mut SqliteConnection, adjudication: &Adjudication) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO adjudications (payment_id, ordinal, claim_id, record) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (payment_id, ordinal) DO UPDATE SET record = excluded.record",
    )
    .bind(adjudication.payment_id.as_str())
    .bind(adjudication.ordinal)
    .bind(adjudication.claim_id.as_str())
    .bind(to_json(adjudication)?)
    .execute(connection)
    .await
    .map_err(unavailable("keep an adjudication"))?;
    Ok(())
}

/// What was adjudicated on a claim, in the order of posting.
pub(crate) async fn adjudications_of(connection: &mut SqliteConnection, claim_id: &ClaimId) -> Result<Vec<Adjudication>, StoreError> {
    let rows = sqlx::query("SELECT sequence, record FROM adjudications WHERE claim_id = ?1 ORDER BY sequence")
        .bind(claim_id.as_str())
        .fetch_all(connection)
        .await
        .map_err(unavailable("read adjudications"))?;
    rows.iter().map(|row| json(row, "record")).collect()
}
