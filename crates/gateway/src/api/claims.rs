//! `/v1/claims`: submit, list, read with timeline.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway_core::identifiers::ClaimId;
use gateway_core::ports::{ClaimFilter, LedgerFilter, every};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::claim_views::{ClaimView, EventView};
use super::money_views::PostingView;
use super::page::PageQuery;
use super::problem::Problem;
use super::{EDI, media_type};
use crate::gateway::Gateway;
use crate::intake::{Format, Receipt, Submission, submit};

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Submits professional claims: one `claim.v1`, an array of them, or an 837P. They are stored together or not at all.
#[utoipa::path(
    post, path = "/v1/claims", tag = "claims",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key with the same request gives the first answer again; with another request, 422.")),
    request_body(
        description = "`application/json`: a `claim.v1` or an array of them. `application/edi-x12`: an 837P (005010X222A1), raw.",
        content((serde_json::Value = "application/json"), (String = "application/edi-x12"))
    ),
    responses(
        (status = 201, description = "The claims are stored.", body = Receipt),
        (status = 415, description = "Neither JSON nor X12.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Nothing was stored; the findings say why.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn submit_claims(State(gateway): State<Arc<Gateway>>, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let format = match media_type(&headers).as_str() {
        "application/json" => Format::Json,
        EDI => Format::X12,
        other => return Err(unsupported(other)),
    };
    let key = match headers.get("idempotency-key") {
        None => None,
        Some(value) => Some(value.to_str().map_err(|_| Problem::bad_request("An Idempotency-Key is made of visible ASCII characters."))?.to_owned()),
    };
    let accepted = submit(&gateway, Submission { key, format, bytes: body.to_vec() }).await?;
    let stored = accepted.response;
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::CREATED);
    let mut response = (status, stored.body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if accepted.repeated {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn unsupported(found: &str) -> Problem {
    let detail = format!("Expected a Content-Type of `application/json` or `{EDI}`, found `{found}`.");
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type-unsupported", "The Content-Type is not taken here", detail)
}

/// Which claims are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ClaimQuery {
    /// In this state, such as `paid`.
    state: Option<String>,
    /// For this payer.
    payer_id: Option<String>,
}

/// A part of the claims.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClaimList {
    /// The claims.
    claims: Vec<ClaimView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists claims.
#[utoipa::path(get, path = "/v1/claims", tag = "claims", params(PageQuery, ClaimQuery), responses((status = 200, body = ClaimList)))]
pub(crate) async fn list_claims(
    State(gateway): State<Arc<Gateway>>,
    Query(page): Query<PageQuery>,
    Query(query): Query<ClaimQuery>,
) -> Result<Json<ClaimList>, Problem> {
    let state = query
        .state
        .map(|state| state.parse())
        .transpose()
        .map_err(|error: gateway_core::life_cycle::UnknownState| Problem::bad_request(format!("{error}.")))?;
    let records = gateway.store.claims(ClaimFilter { state, payer_id: query.payer_id, patient_control_number: None }, page.request()).await?;
    let next_cursor = page.next(records.len(), records.last().map(|record| record.sequence));
    Ok(Json(ClaimList { claims: records.iter().map(ClaimView::from).collect(), next_cursor }))
}

/// A claim with everything that is known of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClaimDetail {
    #[serde(flatten)]
    summary: ClaimView,
    /// What happened to it, in order.
    timeline: Vec<EventView>,
    /// What was posted for it.
    postings: Vec<PostingView>,
    /// The claim as `claim.v1`.
    #[schema(value_type = Object)]
    claim: serde_json::Value,
}

/// Reads a claim with its timeline and postings.
#[utoipa::path(
    get, path = "/v1/claims/{id}", tag = "claims", params(("id" = String, Path, description = "The claim.")),
    responses((status = 200, body = ClaimDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn read_claim(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Result<Json<ClaimDetail>, Problem> {
    let id = ClaimId::new(id);
    let record = gateway.store.claim(&id).await?.ok_or_else(|| Problem::not_found("claim"))?;
    let timeline = gateway.store.timeline(&id).await?;
    let filter = LedgerFilter { claim_id: Some(id.clone()), payment_id: None };
    let postings = every(|page| gateway.store.ledger(filter.clone(), page), |(sequence, _)| *sequence).await?;
    let body = gateway.store.claim_body(&id).await?;
    let claim = body.and_then(|body| serde_json::from_slice(&body.0).ok()).unwrap_or_default();
    Ok(Json(ClaimDetail {
        summary: ClaimView::from(&record),
        timeline: timeline.iter().map(EventView::from).collect(),
        postings: postings.iter().map(PostingView::from).collect(),
        claim,
    }))
}

/// A decision of a person, with its reason.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Decision {
    /// Who decided.
    pub(crate) by: String,
    /// Why, without anything that belongs to a patient.
    pub(crate) note: String,
}

/// Closes a claim: nothing more is expected of it.
#[utoipa::path(
    post, path = "/v1/claims/{id}/close", tag = "claims", params(("id" = String, Path, description = "The claim.")), request_body = Decision,
    responses((status = 204, description = "It is closed."), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn close_claim(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>, Json(decision): Json<Decision>) -> Result<StatusCode, Problem> {
    gateway.store.close_claim(&ClaimId::new(id), &decision.by, &decision.note, gateway.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
