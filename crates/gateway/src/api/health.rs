//! `/healthz` and `/readyz`: whether the process lives, and whether it can do its work. Neither asks for a key, and neither tells anything of a claim.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::auth::{Door, door};
use crate::gateway::Gateway;

/// That the process lives.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "The process lives.")))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether the gateway can work.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Readiness {
    /// Whether it can.
    ready: bool,
    /// `ok`, or why the store cannot be used.
    store: String,
    /// `open` (no key is stored, and only this computer can call) or `locked`.
    api: &'static str,
    /// How many ways to payers are configured. Without one, claims are accepted and wait.
    routes: usize,
}

/// Whether the gateway can work: its store answers, and it is not stopping.
#[utoipa::path(get, path = "/readyz", tag = "health", responses((status = 200, body = Readiness), (status = 503, body = Readiness)))]
pub(crate) async fn readyz(State(gateway): State<Arc<Gateway>>) -> (StatusCode, Json<Readiness>) {
    let door = door(&gateway).await;
    let ready = door.is_ok() && !gateway.stopping.is_cancelled();
    let api = if matches!(door, Ok(Door::Open)) { "open" } else { "locked" };
    let store = door.map_or_else(|error| error.to_string(), |_| "ok".to_owned());
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, store, api, routes: gateway.routes.iter().count() }))
}
