//! `/v1/remittances`: payments with their claims, their raw X12, and the way in for an 835 that came another way.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway_core::identifiers::PaymentId;
use gateway_core::inbound::NewInbound;
use gateway_core::ports::{LedgerFilter, every};
use serde::Serialize;
use utoipa::ToSchema;

use super::money_views::{PaidClaimView, PostingView, ProviderAdjustmentView, RemittanceView};
use super::page::PageQuery;
use super::problem::Problem;
use super::{EDI, media_type, wants_x12};
use crate::gateway::Gateway;
use crate::inbound;

/// A part of the payments.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RemittanceList {
    /// The payments, posted and set aside.
    remittances: Vec<RemittanceView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists payments, one for each ST of an 835.
#[utoipa::path(get, path = "/v1/remittances", tag = "remittances", params(PageQuery), responses((status = 200, body = RemittanceList)))]
pub(crate) async fn list_remittances(State(gateway): State<Arc<Gateway>>, Query(page): Query<PageQuery>) -> Result<Json<RemittanceList>, Problem> {
    let records = gateway.store.payments(page.request()).await?;
    let next_cursor = page.next(records.len(), records.last().map(|record| record.sequence));
    Ok(Json(RemittanceList { remittances: records.iter().map(RemittanceView::from).collect(), next_cursor }))
}

/// A payment with its claims and what was posted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RemittanceDetail {
    #[serde(flatten)]
    summary: RemittanceView,
    /// Its claims.
    claims: Vec<PaidClaimView>,
    /// Its provider-level adjustments.
    provider_adjustments: Vec<ProviderAdjustmentView>,
    /// What was posted for it.
    postings: Vec<PostingView>,
}

/// Reads a payment; with `Accept: application/edi-x12`, the whole file that brought it, byte for byte.
#[utoipa::path(
    get, path = "/v1/remittances/{id}", tag = "remittances", params(("id" = String, Path, description = "The payment.")),
    responses(
        (status = 200, content((RemittanceDetail = "application/json"), (String = "application/edi-x12"))),
        (status = 404, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn read_remittance(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let id = PaymentId::new(id);
    let record = gateway.store.payment(&id).await?.ok_or_else(|| Problem::not_found("remittance"))?;
    if wants_x12(&headers) {
        let bytes = gateway.store.inbound_bytes(&record.payment.inbound_id).await?.ok_or_else(|| Problem::not_found("remittance"))?;
        return Ok(([(header::CONTENT_TYPE, EDI)], bytes).into_response());
    }
    let filter = LedgerFilter { claim_id: None, payment_id: Some(id) };
    let postings = every(|page| gateway.store.ledger(filter.clone(), page), |(sequence, _)| *sequence).await?;
    let detail = RemittanceDetail {
        summary: RemittanceView::from(&record),
        claims: record.payment.claims.iter().map(PaidClaimView::from).collect(),
        provider_adjustments: record.payment.provider_adjustments.iter().map(ProviderAdjustmentView::from).collect(),
        postings: postings.iter().map(PostingView::from).collect(),
    };
    Ok(Json(detail).into_response())
}

/// What became of a file that was handed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InboundReceipt {
    /// The file, named after its SHA-256.
    inbound_id: String,
    /// Its payments.
    payments: Vec<PostedPayment>,
    /// Acknowledgements in it that found what they name.
    acknowledgements: usize,
    /// What could not be read or matched; the exceptions say why.
    set_aside: usize,
}

/// What became of one payment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostedPayment {
    /// The payment.
    id: String,
    /// `posted`, `duplicate` (posted before) or `quarantined`.
    outcome: &'static str,
}

/// Hands in an 835 (or 999, 277CA, TA1) that came another way. The same file again changes nothing.
#[utoipa::path(
    post, path = "/v1/remittances", tag = "remittances",
    request_body(content = String, content_type = "application/edi-x12"),
    responses((status = 201, description = "It is stored and worked on.", body = InboundReceipt), (status = 415, body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn hand_in(State(gateway): State<Arc<Gateway>>, headers: HeaderMap, body: Bytes) -> Result<(StatusCode, Json<InboundReceipt>), Problem> {
    if media_type(&headers) != EDI {
        let detail = format!("Expected a Content-Type of `{EDI}`.");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type-unsupported", "The Content-Type is not taken here", detail));
    }
    let turn = gateway.inbound_turn.lock().await;
    let stored = gateway.store.store_inbound(NewInbound { bytes: body.to_vec(), channel: "api".into(), route: None, at: gateway.now() }).await?;
    let done = inbound::process(&gateway, stored.id()).await?;
    drop(turn);
    let payments = done.payments.iter().map(|(id, outcome)| PostedPayment { id: id.to_string(), outcome }).collect();
    let receipt = InboundReceipt { inbound_id: stored.id().to_string(), payments, acknowledgements: done.acknowledgements, set_aside: done.set_aside };
    Ok((StatusCode::CREATED, Json(receipt)))
}
