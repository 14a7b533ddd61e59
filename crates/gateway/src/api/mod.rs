//! The HTTP API under `/v1`, its OpenAPI document at `/openapi.json` and, for people, at `/docs`, and the console at `/`.

mod auth;
mod claim_views;
mod claims;
mod docs;
mod document;
mod health;
mod keys;
mod ledger;
mod money_views;
mod page;
mod problem;
mod remittances;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use tokio::net::TcpListener;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::gateway::Gateway;
use crate::{console, limits};

pub(crate) use claim_views::{ClaimView, EventView, TransmissionView};
pub(crate) use money_views::{ExceptionView, PaidClaimView, PostingView, ProviderAdjustmentView, RemittanceView};

/// The media type of raw X12.
pub(crate) const EDI: &str = "application/edi-x12";

/// The frame of the OpenAPI document; the paths come from the routes.
#[derive(OpenApi)]
#[openapi(info(
    title = "Claimbridge",
    description = "Claims go out, acknowledgements and remittances come back, money is posted into a ledger that proves itself. Errors are `application/problem+json`."
))]
struct Document;

/// Serves until the daemon stops; requests that are in work are finished.
pub(crate) async fn serve(gateway: Arc<Gateway>, listener: TcpListener) {
    match auth::door(&gateway).await {
        Ok(auth::Door::Open) => {
            tracing::warn!("no API key is stored: the API is open to every program on this computer; make a key with `claimbridge key create`")
        }
        Ok(auth::Door::Locked) => {}
        Err(error) => gateway.report("api", &error),
    }
    let stopping = gateway.stopping.clone();
    let served = axum::serve(listener, router(gateway)).with_graceful_shutdown(stopping.cancelled_owned()).await;
    if let Err(error) = served {
        tracing::error!(error = %error, "serving ended");
    }
}

/// Every path.
pub(crate) fn router(gateway: Arc<Gateway>) -> Router {
    let (guarded, document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(claims::submit_claims, claims::list_claims))
        .routes(routes!(claims::read_claim))
        .routes(routes!(claims::close_claim))
        .routes(routes!(remittances::list_remittances, remittances::hand_in))
        .routes(routes!(remittances::read_remittance))
        .routes(routes!(ledger::list_postings))
        .routes(routes!(ledger::read_ledger))
        .routes(routes!(work::list_exceptions))
        .routes(routes!(work::resolve_exception))
        .routes(routes!(work::list_transmissions))
        .routes(routes!(work::read_transmission))
        .routes(routes!(work::send_again))
        .routes(routes!(work::list_acknowledgements))
        .routes(routes!(work::list_events))
        .routes(routes!(work::list_payers))
        .routes(routes!(keys::create_key, keys::list_keys))
        .routes(routes!(keys::revoke_key))
        .split_for_parts();
    let (open, health) = OpenApiRouter::new().routes(routes!(health::healthz)).routes(routes!(health::readyz)).split_for_parts();
    let mut document = document.merge_from(health);
    document::complete(&mut document);
    let page = docs::page(&serde_json::to_value(&document).unwrap_or_default());
    guarded
        .merge(console::router())
        .route_layer(axum::middleware::from_fn_with_state(Arc::clone(&gateway), auth::guard))
        .merge(open)
        .merge(console::assets())
        .route("/openapi.json", get(move || async move { axum::Json(document) }))
        .route("/docs", get(move || async move { axum::response::Html(page) }))
        .layer(DefaultBodyLimit::max(limits::SUBMISSION_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits::REQUEST))
        .layer(axum::middleware::map_response(problem::in_words))
        .layer(GlobalConcurrencyLimitLayer::new(limits::REQUESTS_AT_ONCE))
        .with_state(gateway)
}

/// The media type of a request, without its parameters.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the caller asks for raw X12.
fn wants_x12(headers: &HeaderMap) -> bool {
    let value = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(',').any(|wanted| wanted.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(EDI))
}
