//! Errors of the API: `application/problem+json` (RFC 9457), with findings where the input was at fault.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway_core::ports::StoreError;
use serde::Serialize;
use utoipa::ToSchema;
use x12_findings::Finding;

use crate::intake::Refusal;
use crate::limits;

/// Why a request was not done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Stable kebab-case code of the kind of problem.
    pub(crate) code: &'static str,
    /// What kind of problem it is.
    pub(crate) title: &'static str,
    /// HTTP status.
    pub(crate) status: u16,
    /// What happened here, and what to do.
    pub(crate) detail: String,
    /// What is wrong with the input, each with its place, as `claimbridge validate --format json` tells it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub(crate) findings: Vec<Finding>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { code, title, status: status.as_u16(), detail: detail.into(), findings: Vec::new() }
    }

    /// There is no such thing.
    pub(crate) fn not_found(what: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing", format!("There is no {what} with this identifier."))
    }

    /// The request is not understood.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "The request is not understood", detail)
    }
}

/// Gives errors that the router answers by itself (no such path, an unreadable query or body) the form of all others.
pub(crate) async fn in_words(response: Response) -> Response {
    let status = response.status();
    let media = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !(status.is_client_error() || status.is_server_error()) || !(media.is_empty() || media.starts_with("text/plain")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let said = axum::body::to_bytes(body, limits::PROBLEM_BYTES).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    let (code, title, detail) = words(status);
    let detail = if said.is_empty() { detail.to_owned() } else { format!("{detail} {said}") };
    let mut problem = Problem::new(status, code, title, detail).into_response();
    // Such as Allow, which says what may be done instead.
    for (name, value) in parts.headers.iter().filter(|(name, _)| **name != header::CONTENT_TYPE && **name != header::CONTENT_LENGTH) {
        problem.headers_mut().insert(name.clone(), value.clone());
    }
    problem
}

fn words(status: StatusCode) -> (&'static str, &'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => ("not-found", "There is no such thing", "There is nothing under this path; `/openapi.json` lists what there is."),
        StatusCode::METHOD_NOT_ALLOWED => {
            ("method-not-allowed", "This cannot be done here", "The path does not take this method; the header `Allow` says which it takes.")
        }
        StatusCode::REQUEST_TIMEOUT => ("too-slow", "The request took too long", "The request was not done in time."),
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "The body is too large", "Send less at once."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("media-type-unsupported", "The Content-Type is not taken here", "The body must be JSON."),
        _ if status.is_client_error() => ("bad-request", "The request is not understood", "The query or the body cannot be read."),
        _ => ("failed", "The request could not be done", "Something went wrong here; the log says more."),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let (status, code, title) = match &error {
            StoreError::NotFound { .. } => (StatusCode::NOT_FOUND, "not-found", "There is no such thing"),
            StoreError::NotNow { .. } => (StatusCode::CONFLICT, "not-now", "It cannot be done as things stand"),
            StoreError::TooMany { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too-many", "Too much at once"),
            _ => {
                tracing::error!(error = %error, "the store could not serve a request");
                (StatusCode::SERVICE_UNAVAILABLE, "store-unavailable", "The store could not do it")
            }
        };
        Self::new(status, code, title, format!("{error}."))
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
        let detail = refusal.to_string();
        match refusal {
            Refusal::Store(error) => error.into(),
            Refusal::Findings(findings) => {
                let detail = "Nothing was stored. Correct what the findings name, and send all claims again.";
                Self { findings, ..Self::new(UNPROCESSABLE, "claims-invalid", "The claims have errors", detail) }
            }
            Refusal::KeyReused => Self::new(UNPROCESSABLE, "idempotency-key-reused", "The Idempotency-Key belongs to another request", detail),
            Refusal::KeyIllegal => Self::bad_request(detail),
            Refusal::NotAClaim(_) => Self::new(UNPROCESSABLE, "not-a-claim", "The JSON is no claim.v1", detail),
            Refusal::CheckFailed => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "check-failed", "The check failed", detail),
            _ => Self::new(UNPROCESSABLE, "claims-unreadable", "The claims cannot be taken", format!("{detail}. Nothing was stored.")),
        }
    }
}
