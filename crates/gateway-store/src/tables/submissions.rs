//! Submissions: the answers that belong to idempotency keys.

use gateway_core::digest::Sha256;
use gateway_core::intake::{AcceptClaims, StoredResponse};
use gateway_core::ports::StoreError;
use sqlx::SqliteConnection;

use crate::error::unavailable;
use crate::row::{column, json, to_json};

/// The request that a key belongs to, and its answer.
pub(crate) async fn find(connection: &mut SqliteConnection, key: &str) -> Result<Option<(String, StoredResponse)>, StoreError> {
    let row = sqlx::query("SELECT request_sha256, response FROM submissions WHERE idempotency_key = ?1")
        .bind(key)
        .fetch_optional(connection)
        .await
        .map_err(unavailable("look for an idempotency key"))?;
    row.map(|row| Ok((column(&row, "request_sha256")?, json(&row, "response")?))).transpose()
}

/// Keeps a key.
pub(crate) async fn insert(connection: &mut SqliteConnection, request: &AcceptClaims) -> Result<(), StoreError> {
    let sha256: Sha256 = request.request_sha256;
    sqlx::query("INSERT INTO submissions (idempotency_key, request_sha256, response, accepted_at) VALUES (?1, ?2, ?3, ?4)")
        .bind(request.idempotency_key.as_str())
        .bind(sha256.to_string())
        .bind(to_json(&request.response)?)
        .bind(request.at.as_millisecond())
        .execute(connection)
        .await
        .map_err(unavailable("keep an idempotency key"))?;
    Ok(())
}
