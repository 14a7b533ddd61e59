//! Claims: the record never changes, the history does, and the columns that follow from it change with it.

use gateway_core::batching::{SealRequest, WaitingBatch};
use gateway_core::claim::{Claim, ClaimBody, ClaimWithBody};
use gateway_core::identifiers::{ClaimId, RouteId};
use gateway_core::intake::ClaimRecord;
use gateway_core::life_cycle::ClaimHistory;
use gateway_core::phi::Phi;
use gateway_core::ports::{ClaimFilter, PageRequest, StoreError};
use gateway_core::transmission::Transmission;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Sqlite, SqliteConnection};

use crate::error::{not_found, unavailable};
use crate::row::{column, json, time, to_json};
use crate::tables::page::{Paged, paged};

type Query = sqlx::query::Query<'static, Sqlite, sqlx::sqlite::SqliteArguments>;

fn record(row: &SqliteRow) -> Result<ClaimRecord, StoreError> {
    Ok(ClaimRecord { sequence: column(row, "sequence")?, accepted_at: time(row, "accepted_at")?, claim: json(row, "record")?, history: json(row, "history")? })
}

async fn records(connection: &mut SqliteConnection, query: Query) -> Result<Vec<ClaimRecord>, StoreError> {
    let rows = query.fetch_all(connection).await.map_err(unavailable("read claims"))?;
    rows.iter().map(record).collect()
}

/// Keeps a new claim.
pub(crate) async fn insert(connection: &mut SqliteConnection, accepted: &ClaimWithBody, at: Timestamp) -> Result<(), StoreError> {
    let ClaimWithBody { claim, body } = accepted;
    let history = ClaimHistory::default();
    sqlx::query(
        "INSERT INTO claims (id, accepted_at, route, payer_id, patient_control_number, member_id, content_hash, record, body, history, state, waits)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)",
    )
    .bind(claim.id.as_str())
    .bind(at.as_millisecond())
    .bind(claim.route.as_str())
    .bind(claim.payer_id.as_str())
    .bind(claim.patient_control_number.expose().as_str())
    .bind(claim.member_id.expose().as_str())
    .bind(claim.content_hash.to_string())
    .bind(to_json(claim)?)
    .bind(body.0.as_slice())
    .bind(to_json(&history)?)
    .bind(history.state().to_string())
    .execute(connection)
    .await
    .map_err(unavailable("keep a claim"))?;
    Ok(())
}

/// Writes a claim's history in place of the one that is kept.
pub(crate) async fn update_history(connection: &mut SqliteConnection, id: &ClaimId, history: &ClaimHistory) -> Result<(), StoreError> {
    sqlx::query("UPDATE claims SET history = ?2, state = ?3, waits = ?4, payer_claim_control_number = ?5 WHERE id = ?1")
        .bind(id.as_str())
        .bind(to_json(history)?)
        .bind(history.state().to_string())
        .bind(history.may_be_batched())
        .bind(history.payer_claim_control_number.as_ref().map(|number| number.expose().as_str()))
        .execute(connection)
        .await
        .map_err(unavailable("change a claim"))?;
    Ok(())
}

/// A claim, if it is there.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &ClaimId) -> Result<Option<ClaimRecord>, StoreError> {
    let query = sqlx::query("SELECT sequence, accepted_at, record, history FROM claims WHERE id = ?1").bind(id.as_str().to_owned());
    Ok(records(connection, query).await?.pop())
}

/// A claim that has to be there.
pub(crate) async fn get(connection: &mut SqliteConnection, id: &ClaimId) -> Result<ClaimRecord, StoreError> {
    find(connection, id).await?.ok_or_else(|| not_found("claim", id))
}

/// A claim's body.
pub(crate) async fn body(connection: &mut SqliteConnection, id: &ClaimId) -> Result<Option<ClaimBody>, StoreError> {
    let body: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT body FROM claims WHERE id = ?1").bind(id.as_str()).fetch_optional(connection).await.map_err(unavailable("read a claim"))?;
    Ok(body.map(ClaimBody))
}

/// The claims that could have to do with a new one, the oldest first.
pub(crate) async fn concerning(connection: &mut SqliteConnection, claim: &Claim) -> Result<Vec<ClaimRecord>, StoreError> {
    let query = sqlx::query(
        "SELECT sequence, accepted_at, record, history FROM claims
         WHERE patient_control_number = ?1 OR content_hash = ?2 OR payer_claim_control_number = ?3 ORDER BY sequence",
    )
    .bind(claim.patient_control_number.expose().clone())
    .bind(claim.content_hash.to_string())
    .bind(claim.original_payer_claim_control_number.as_ref().map(|number| number.expose().clone()));
    records(connection, query).await
}

/// The claims with this patient control number.
pub(crate) async fn by_patient_control_number(connection: &mut SqliteConnection, number: &Phi<String>) -> Result<Vec<ClaimRecord>, StoreError> {
    let query = sqlx::query("SELECT sequence, accepted_at, record, history FROM claims WHERE patient_control_number = ?1");
    records(connection, query.bind(number.expose().clone())).await
}

/// The claims with this payer claim control number.
pub(crate) async fn by_payer_claim_control_number(connection: &mut SqliteConnection, number: &Phi<String>) -> Result<Vec<ClaimRecord>, StoreError> {
    let query = sqlx::query("SELECT sequence, accepted_at, record, history FROM claims WHERE payer_claim_control_number = ?1");
    records(connection, query.bind(number.expose().clone())).await
}

/// The claims of this member.
pub(crate) async fn by_member(connection: &mut SqliteConnection, member_id: &Phi<String>) -> Result<Vec<ClaimRecord>, StoreError> {
    let query = sqlx::query("SELECT sequence, accepted_at, record, history FROM claims WHERE member_id = ?1");
    records(connection, query.bind(member_id.expose().clone())).await
}

/// The claims of a transmission, in its order.
pub(crate) async fn of_transmission(connection: &mut SqliteConnection, transmission: &Transmission) -> Result<Vec<ClaimRecord>, StoreError> {
    let query = sqlx::query(
        "SELECT sequence, accepted_at, record, history FROM claims JOIN transmission_claims ON claim_id = id WHERE transmission_id = ?1 ORDER BY ordinal",
    );
    records(connection, query.bind(transmission.id.as_str().to_owned())).await
}

/// What waits, by payer and route, the longest waiting first.
pub(crate) async fn waiting(connection: &mut SqliteConnection) -> Result<Vec<WaitingBatch>, StoreError> {
    let rows = sqlx::query(
        "SELECT route, payer_id, count(*) AS claims, min(accepted_at) AS oldest FROM claims WHERE waits = 1 GROUP BY route, payer_id ORDER BY min(sequence)",
    )
    .fetch_all(connection)
    .await
    .map_err(unavailable("look for waiting claims"))?;
    let batch = |row: &SqliteRow| {
        let claims: i64 = column(row, "claims")?;
        let route = RouteId::new(column::<String>(row, "route")?);
        Ok(WaitingBatch { route, payer_id: column(row, "payer_id")?, claims: claims.unsigned_abs(), oldest: time(row, "oldest")? })
    };
    rows.iter().map(batch).collect()
}

/// The claims to seal, the oldest first, with their bodies.
pub(crate) async fn to_seal(connection: &mut SqliteConnection, request: &SealRequest) -> Result<Vec<(ClaimRecord, ClaimBody)>, StoreError> {
    let rows = sqlx::query(
        "SELECT sequence, accepted_at, record, history, body FROM claims WHERE waits = 1 AND route = ?1 AND payer_id = ?2 ORDER BY sequence LIMIT ?3",
    )
    .bind(request.route.as_str())
    .bind(request.payer_id.as_str())
    .bind(i64::try_from(request.claim_limit()).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await
    .map_err(unavailable("take waiting claims"))?;
    rows.iter().map(|row| Ok((record(row)?, ClaimBody(column(row, "body")?)))).collect()
}

const LIST: Paged = paged!("SELECT sequence, accepted_at, record, history FROM claims WHERE (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR payer_id = ?4)");
const LIST_BY_NUMBER: Paged = paged!(
    "SELECT sequence, accepted_at, record, history FROM claims WHERE (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR payer_id = ?4) AND patient_control_number = ?5"
);

/// A part of the list of claims.
pub(crate) async fn list(connection: &mut SqliteConnection, filter: ClaimFilter, page: PageRequest) -> Result<Vec<ClaimRecord>, StoreError> {
    let paged = if filter.patient_control_number.is_some() { &LIST_BY_NUMBER } else { &LIST };
    let query = paged.query(page).bind(filter.state.map(|state| state.to_string())).bind(filter.payer_id);
    let query = match filter.patient_control_number {
        Some(number) => query.bind(number.expose().clone()),
        None => query,
    };
    records(connection, query).await
}
