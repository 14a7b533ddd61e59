//! API keys: their digests, never their secrets.

use gateway_core::api_key::ApiKey;
use gateway_core::ports::StoreError;
use sqlx::SqliteConnection;

use crate::error::unavailable;
use crate::row::{json, to_json};

/// Keeps a key, new or changed.
pub(crate) async fn keep(connection: &mut SqliteConnection, key: &ApiKey) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO api_keys (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = excluded.record")
        .bind(key.id.as_str())
        .bind(to_json(key)?)
        .execute(connection)
        .await
        .map_err(unavailable("keep an API key"))?;
    Ok(())
}

/// A key, if it is there.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &str) -> Result<Option<ApiKey>, StoreError> {
    let row = sqlx::query("SELECT record FROM api_keys WHERE id = ?1").bind(id).fetch_optional(connection).await.map_err(unavailable("read an API key"))?;
    row.map(|row| json(&row, "record")).transpose()
}

/// Every key.
pub(crate) async fn list(connection: &mut SqliteConnection) -> Result<Vec<ApiKey>, StoreError> {
    let rows = sqlx::query("SELECT record FROM api_keys ORDER BY id").fetch_all(connection).await.map_err(unavailable("read API keys"))?;
    rows.iter().map(|row| json(row, "record")).collect()
}
