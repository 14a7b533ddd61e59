//! `/v1/postings` and `/v1/ledger`: the entries, and the trial balance with its proof.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use gateway_core::identifiers::{ClaimId, PaymentId};
use gateway_core::ports::LedgerFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::money_views::PostingView;
use super::page::PageQuery;
use super::problem::Problem;
use crate::gateway::Gateway;
use crate::proof::{LedgerProof, prove};

/// Which postings are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct PostingQuery {
    /// Belonging to this claim.
    claim_id: Option<String>,
    /// Caused by this payment.
    payment_id: Option<String>,
}

/// A part of the ledger.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostingList {
    /// The entries.
    postings: Vec<PostingView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists ledger entries.
#[utoipa::path(get, path = "/v1/postings", tag = "ledger", params(PageQuery, PostingQuery), responses((status = 200, body = PostingList)))]
pub(crate) async fn list_postings(
    State(gateway): State<Arc<Gateway>>,
    Query(page): Query<PageQuery>,
    Query(query): Query<PostingQuery>,
) -> Result<Json<PostingList>, Problem> {
    let filter = LedgerFilter { claim_id: query.claim_id.map(ClaimId::new), payment_id: query.payment_id.map(PaymentId::new) };
    let entries = gateway.store.ledger(filter, page.request()).await?;
    let next_cursor = page.next(entries.len(), entries.last().map(|(sequence, _)| *sequence));
    Ok(Json(PostingList { postings: entries.iter().map(PostingView::from).collect(), next_cursor }))
}

/// The trial balance with its proof.
#[utoipa::path(get, path = "/v1/ledger", tag = "ledger", responses((status = 200, body = LedgerProof)))]
pub(crate) async fn read_ledger(State(gateway): State<Arc<Gateway>>) -> Result<Json<LedgerProof>, Problem> {
    Ok(Json(prove(&*gateway.store).await?))
}
