//! One handler and one template for each page.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gateway_core::identifiers::{ClaimId, PaymentId, TransmissionId};
use gateway_core::life_cycle::ClaimState;
use gateway_core::ports::{ClaimFilter, LedgerFilter, Order, PageRequest, StoreError};
use serde::Deserialize;

use super::show;
use crate::api::{ClaimView, EventView, ExceptionView, PaidClaimView, PostingView, ProviderAdjustmentView, RemittanceView, TransmissionView};
use crate::gateway::Gateway;
use crate::limits::CONSOLE_PAGE;
use crate::proof::{LedgerProof, prove};

/// Which part of a list is shown.
#[derive(Deserialize)]
pub(super) struct Cursor {
    cursor: Option<i64>,
}

impl Cursor {
    fn request(&self) -> PageRequest {
        PageRequest { after: self.cursor, limit: CONSOLE_PAGE, order: Order::NewestFirst }
    }

    /// The address under which this part is refreshed.
    fn address(&self, path: &str) -> String {
        self.cursor.map_or_else(|| path.to_owned(), |cursor| format!("{path}?cursor={cursor}"))
    }
}

/// Why a page cannot be shown.
pub(super) enum PageError {
    NotFound,
    Store(StoreError),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "There is no such thing.").into_response(),
            Self::Store(error) => {
                tracing::error!(error = %error, "the store could not serve a page");
                (StatusCode::SERVICE_UNAVAILABLE, "The store could not be read. Look into the log.").into_response()
            }
        }
    }
}

/// The cursor of the next part, if this one is full.
fn next(count: usize, last: Option<i64>) -> Option<i64> {
    last.filter(|_| count >= CONSOLE_PAGE as usize)
}

/// A count with its name.
struct Figure {
    name: String,
    value: usize,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct Claims {
    here: &'static str,
    address: String,
    claims: Vec<ClaimView>,
    figures: Vec<Figure>,
    next: Option<i64>,
}

pub(super) async fn claims(State(gateway): State<Arc<Gateway>>, Query(cursor): Query<Cursor>) -> Result<Response, PageError> {
    let records = gateway.store.claims(ClaimFilter::default(), cursor.request()).await?;
    // Sorted by how far they have come, as the states' own order has it.
    let counted =
        ClaimState::ALL.iter().map(|state| Figure { name: state.to_string(), value: records.iter().filter(|record| record.state() == *state).count() });
    let figures = counted.filter(|figure| figure.value > 0).collect();
    Ok(show(&Claims {
        here: "/",
        address: cursor.address("/"),
        next: next(records.len(), records.last().map(|record| record.sequence)),
        claims: records.iter().map(ClaimView::from).collect(),
        figures,
    }))
}

#[derive(Template)]
#[template(path = "claim.html")]
struct Claim {
    here: &'static str,
    address: String,
    claim: ClaimView,
    timeline: Vec<EventView>,
    postings: Vec<PostingView>,
}

pub(super) async fn claim(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = ClaimId::new(id);
    let record = gateway.store.claim(&id).await?.ok_or(PageError::NotFound)?;
    let timeline = gateway.store.timeline(&id).await?;
    let postings = postings(&gateway, LedgerFilter { claim_id: Some(id), payment_id: None }).await?;
    let claim = ClaimView::from(&record);
    Ok(show(&Claim { here: "/", address: format!("/claims/{}", claim.id), claim, timeline: timeline.iter().map(EventView::from).collect(), postings }))
}

async fn postings(gateway: &Gateway, filter: LedgerFilter) -> Result<Vec<PostingView>, StoreError> {
    let page = PageRequest { after: None, limit: CONSOLE_PAGE, order: Order::NewestFirst };
    Ok(gateway.store.ledger(filter, page).await?.iter().map(PostingView::from).collect())
}

#[derive(Template)]
#[template(path = "transmissions.html")]
struct Transmissions {
    here: &'static str,
    address: String,
    transmissions: Vec<TransmissionView>,
    next: Option<i64>,
}

pub(super) async fn transmissions(State(gateway): State<Arc<Gateway>>, Query(cursor): Query<Cursor>) -> Result<Response, PageError> {
    let records = gateway.store.transmissions(cursor.request()).await?;
    Ok(show(&Transmissions {
        here: "/transmissions",
        address: cursor.address("/transmissions"),
        next: next(records.len(), records.last().map(|(sequence, _)| *sequence)),
        transmissions: records.iter().map(|(_, transmission)| TransmissionView::from(transmission)).collect(),
    }))
}

#[derive(Template)]
#[template(path = "transmission.html")]
struct Transmission {
    here: &'static str,
    address: String,
    transmission: TransmissionView,
}

pub(super) async fn transmission(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Result<Response, PageError> {
    let found = gateway.store.transmission(&TransmissionId::new(id)).await?.ok_or(PageError::NotFound)?;
    let transmission = TransmissionView::from(&found);
    Ok(show(&Transmission { here: "/transmissions", address: format!("/transmissions/{}", transmission.id), transmission }))
}

#[derive(Template)]
#[template(path = "remittances.html")]
struct Remittances {
    here: &'static str,
    address: String,
    remittances: Vec<RemittanceView>,
    next: Option<i64>,
}

pub(super) async fn remittances(State(gateway): State<Arc<Gateway>>, Query(cursor): Query<Cursor>) -> Result<Response, PageError> {
    let records = gateway.store.payments(cursor.request()).await?;
    Ok(show(&Remittances {
        here: "/remittances",
        address: cursor.address("/remittances"),
        next: next(records.len(), records.last().map(|record| record.sequence)),
        remittances: records.iter().map(RemittanceView::from).collect(),
    }))
}

#[derive(Template)]
#[template(path = "remittance.html")]
struct Remittance {
    here: &'static str,
    address: String,
    remittance: RemittanceView,
    claims: Vec<PaidClaimView>,
    provider_adjustments: Vec<ProviderAdjustmentView>,
    postings: Vec<PostingView>,
}

pub(super) async fn remittance(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = PaymentId::new(id);
    let record = gateway.store.payment(&id).await?.ok_or(PageError::NotFound)?;
    let postings = postings(&gateway, LedgerFilter { claim_id: None, payment_id: Some(id) }).await?;
    Ok(show(&Remittance {
        here: "/remittances",
        address: format!("/remittances/{}", record.id),
        remittance: RemittanceView::from(&record),
        claims: record.payment.claims.iter().map(PaidClaimView::from).collect(),
        provider_adjustments: record.payment.provider_adjustments.iter().map(ProviderAdjustmentView::from).collect(),
        postings,
    }))
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct Ledger {
    here: &'static str,
    address: String,
    proof: LedgerProof,
    postings: Vec<PostingView>,
}

pub(super) async fn ledger(State(gateway): State<Arc<Gateway>>) -> Result<Response, PageError> {
    let proof = prove(&*gateway.store).await?;
    let postings = postings(&gateway, LedgerFilter::default()).await?;
    Ok(show(&Ledger { here: "/ledger", address: "/ledger".into(), proof, postings }))
}

#[derive(Template)]
#[template(path = "exceptions.html")]
struct Exceptions {
    here: &'static str,
    address: String,
    exceptions: Vec<ExceptionView>,
    next: Option<i64>,
}

pub(super) async fn exceptions(State(gateway): State<Arc<Gateway>>, Query(cursor): Query<Cursor>) -> Result<Response, PageError> {
    let records = gateway.store.exceptions(true, cursor.request()).await?;
    Ok(show(&Exceptions {
        here: "/exceptions",
        address: cursor.address("/exceptions"),
        next: next(records.len(), records.last().map(|record| record.id.0)),
        exceptions: records.iter().map(ExceptionView::from).collect(),
    }))
}
