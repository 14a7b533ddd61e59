//! `/v1/keys`: API keys. A key is shown once, when it is made; only its digest is kept.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use gateway_core::api_key::ApiKey;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::Problem;
use crate::gateway::Gateway;
use crate::keys::make;

/// A key as it is listed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyView {
    /// Its public part.
    id: String,
    /// Whose it is.
    name: String,
    /// When it was made.
    created_at: String,
    /// When it was revoked.
    revoked_at: Option<String>,
}

impl From<&ApiKey> for KeyView {
    fn from(key: &ApiKey) -> Self {
        Self { id: key.id.clone(), name: key.name.clone(), created_at: key.created_at.to_string(), revoked_at: key.revoked_at.map(|at| at.to_string()) }
    }
}

/// Whose key is to be made.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewKey {
    /// Whose it is.
    name: String,
}

/// A new key, shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeKey {
    /// Its public part.
    id: String,
    /// The key. Nobody can show it again.
    key: String,
}

/// Makes an API key. The first one closes the API to callers without a key.
#[utoipa::path(post, path = "/v1/keys", tag = "keys", request_body = NewKey, responses((status = 201, body = MadeKey)))]
pub(crate) async fn create_key(State(gateway): State<Arc<Gateway>>, Json(new): Json<NewKey>) -> Result<(StatusCode, Json<MadeKey>), Problem> {
    let (kept, key) = make(&new.name, gateway.now(), &*gateway.random);
    let id = kept.id.clone();
    gateway.store.add_api_key(kept).await?;
    Ok((StatusCode::CREATED, Json(MadeKey { id, key: key.reveal() })))
}

/// Lists API keys.
#[utoipa::path(get, path = "/v1/keys", tag = "keys", responses((status = 200, body = Vec<KeyView>)))]
pub(crate) async fn list_keys(State(gateway): State<Arc<Gateway>>) -> Result<Json<Vec<KeyView>>, Problem> {
    Ok(Json(gateway.store.api_keys().await?.iter().map(KeyView::from).collect()))
}

/// Revokes an API key.
#[utoipa::path(delete, path = "/v1/keys/{id}", tag = "keys", params(("id" = String, Path, description = "Its public part.")), responses((status = 204, description = "It opens nothing any more.")))]
pub(crate) async fn revoke_key(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    gateway.store.revoke_api_key(&id, gateway.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
