//! What needs a person and what was sent: `/v1/exceptions`, `/v1/transmissions`, `/v1/acknowledgements`, `/v1/events`, `/v1/payers`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use gateway_core::acknowledgement::AcknowledgementKey;
use gateway_core::identifiers::{ExceptionId, TransmissionId};
use gateway_core::ports::AcknowledgementRecord;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::claim_views::{EventView, TransmissionView};
use super::claims::Decision;
use super::money_views::ExceptionView;
use super::page::PageQuery;
use super::problem::Problem;
use super::{EDI, wants_x12};
use crate::gateway::Gateway;

/// Which exceptions are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ExceptionQuery {
    /// Only those that are not settled.
    open: Option<bool>,
}

/// A part of the exceptions.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExceptionList {
    /// The exceptions.
    exceptions: Vec<ExceptionView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists exceptions.
#[utoipa::path(get, path = "/v1/exceptions", tag = "exceptions", params(PageQuery, ExceptionQuery), responses((status = 200, body = ExceptionList)))]
pub(crate) async fn list_exceptions(
    State(gateway): State<Arc<Gateway>>,
    Query(page): Query<PageQuery>,
    Query(query): Query<ExceptionQuery>,
) -> Result<Json<ExceptionList>, Problem> {
    let records = gateway.store.exceptions(query.open.unwrap_or(false), page.request()).await?;
    let next_cursor = page.next(records.len(), records.last().map(|record| record.id.0));
    Ok(Json(ExceptionList { exceptions: records.iter().map(ExceptionView::from).collect(), next_cursor }))
}

/// Settles an exception. The first resolution stands.
#[utoipa::path(
    post, path = "/v1/exceptions/{id}/resolve", tag = "exceptions", params(("id" = i64, Path, description = "The exception.")), request_body = Decision,
    responses((status = 200, body = ExceptionView), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn resolve_exception(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<i64>,
    Json(decision): Json<Decision>,
) -> Result<Json<ExceptionView>, Problem> {
    let record = gateway.store.resolve_exception(ExceptionId(id), &decision.by, &decision.note, gateway.now()).await?;
    Ok(Json(ExceptionView::from(&record)))
}

/// A part of the transmissions.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransmissionList {
    /// The transmissions.
    transmissions: Vec<TransmissionView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists transmissions with their attempts.
#[utoipa::path(get, path = "/v1/transmissions", tag = "transmissions", params(PageQuery), responses((status = 200, body = TransmissionList)))]
pub(crate) async fn list_transmissions(State(gateway): State<Arc<Gateway>>, Query(page): Query<PageQuery>) -> Result<Json<TransmissionList>, Problem> {
    let records = gateway.store.transmissions(page.request()).await?;
    let next_cursor = page.next(records.len(), records.last().map(|(sequence, _)| *sequence));
    Ok(Json(TransmissionList { transmissions: records.iter().map(|(_, transmission)| TransmissionView::from(transmission)).collect(), next_cursor }))
}

/// Reads a transmission; with `Accept: application/edi-x12`, its sealed bytes.
#[utoipa::path(
    get, path = "/v1/transmissions/{id}", tag = "transmissions", params(("id" = String, Path, description = "The transmission.")),
    responses(
        (status = 200, content((TransmissionView = "application/json"), (String = "application/edi-x12"))),
        (status = 404, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn read_transmission(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let id = TransmissionId::new(id);
    if wants_x12(&headers) {
        let bytes = gateway.store.transmission_bytes(&id).await?.ok_or_else(|| Problem::not_found("transmission"))?;
        return Ok(([(header::CONTENT_TYPE, EDI)], bytes).into_response());
    }
    let transmission = gateway.store.transmission(&id).await?.ok_or_else(|| Problem::not_found("transmission"))?;
    Ok(Json(TransmissionView::from(&transmission)).into_response())
}

/// Sends a transmission again with the same bytes, by a person's decision. Only one that waits for a person can be sent so.
#[utoipa::path(
    post, path = "/v1/transmissions/{id}/send", tag = "transmissions", params(("id" = String, Path, description = "The transmission.")), request_body = Decision,
    responses((status = 200, body = TransmissionView), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn send_again(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    Json(decision): Json<Decision>,
) -> Result<Json<TransmissionView>, Problem> {
    let transmission = gateway.store.send_by_decision(&TransmissionId::new(id), &decision.by, &decision.note, gateway.now()).await?;
    gateway.work.notify_waiters();
    Ok(Json(TransmissionView::from(&transmission)))
}

/// A statement of a TA1, 999 or 277CA.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AcknowledgementView {
    /// Its number.
    sequence: i64,
    /// When it was recorded.
    recorded_at: String,
    /// `interchange` (TA1), `implementation` (999), `clearinghouse` or `payer` (277CA).
    level: String,
    /// `accepted`, `accepted with errors` or `rejected`.
    verdict: String,
    /// Its codes as they stood on the wire.
    codes: Vec<String>,
    /// The transmission that it names; none when it is set aside.
    transmission_id: Option<String>,
    /// The patient control number that it names, where it names a claim.
    patient_control_number: Option<String>,
    /// The file that brought it.
    inbound_id: String,
    /// The segment that says it, 1-based in that file.
    segment: u32,
}

impl From<&AcknowledgementRecord> for AcknowledgementView {
    fn from(record: &AcknowledgementRecord) -> Self {
        let said = &record.acknowledgement;
        let number = match &said.key {
            AcknowledgementKey::Claim { patient_control_number, .. } => patient_control_number.as_ref().map(|number| number.expose().clone()),
            AcknowledgementKey::Interchange { .. } | AcknowledgementKey::Group { .. } => None,
        };
        Self {
            sequence: record.sequence,
            recorded_at: record.recorded_at.to_string(),
            level: said.level.to_string(),
            verdict: said.verdict.to_string(),
            codes: said.codes.clone(),
            transmission_id: record.transmission_id.as_ref().map(ToString::to_string),
            patient_control_number: number,
            inbound_id: said.inbound_id.to_string(),
            segment: said.segment,
        }
    }
}

/// A part of the acknowledgements.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AcknowledgementList {
    /// The acknowledgements.
    acknowledgements: Vec<AcknowledgementView>,
    /// The cursor of the next page; none at the end.
    next_cursor: Option<i64>,
}

/// Lists what payers acknowledged.
#[utoipa::path(get, path = "/v1/acknowledgements", tag = "acknowledgements", params(PageQuery), responses((status = 200, body = AcknowledgementList)))]
pub(crate) async fn list_acknowledgements(State(gateway): State<Arc<Gateway>>, Query(page): Query<PageQuery>) -> Result<Json<AcknowledgementList>, Problem> {
    let records = gateway.store.acknowledgements(page.request()).await?;
    let next_cursor = page.next(records.len(), records.last().map(|record| record.sequence));
    Ok(Json(AcknowledgementList { acknowledgements: records.iter().map(AcknowledgementView::from).collect(), next_cursor }))
}

/// Which events are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventQuery {
    /// After this cursor; 0 is the beginning.
    after: i64,
    /// At most this many, 1 to 1000; 100 unless told otherwise.
    limit: Option<u32>,
}

/// A part of the events.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventList {
    /// The events, in order.
    events: Vec<EventView>,
    /// The cursor to ask with next; the same as before when nothing happened.
    cursor: i64,
}

/// Reads what happened after a cursor.
#[utoipa::path(get, path = "/v1/events", tag = "events", params(EventQuery), responses((status = 200, body = EventList)))]
pub(crate) async fn list_events(State(gateway): State<Arc<Gateway>>, Query(query): Query<EventQuery>) -> Result<Json<EventList>, Problem> {
    let events = gateway.store.events(query.after, query.limit.unwrap_or(100).clamp(1, gateway_core::limits::PAGE)).await?;
    let cursor = events.last().map_or(query.after, |event| event.sequence);
    Ok(Json(EventList { events: events.iter().map(EventView::from).collect(), cursor }))
}

/// A way to one or several payers.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PayerView {
    /// The route.
    route: String,
    /// The payers that it leads to; none: every payer without a route of its own.
    payers: Vec<String>,
    /// Interchange sender (ISA06).
    sender: String,
    /// Interchange receiver (ISA08).
    receiver: String,
    /// Usage indicator (ISA15).
    usage: &'static str,
    /// Where payloads go.
    endpoint: String,
}

/// Lists the ways to payers.
#[utoipa::path(get, path = "/v1/payers", tag = "payers", responses((status = 200, body = Vec<PayerView>)))]
pub(crate) async fn list_payers(State(gateway): State<Arc<Gateway>>) -> Json<Vec<PayerView>> {
    let view = |route: &Arc<crate::routes::Route>| PayerView {
        route: route.id.to_string(),
        payers: route.config.payers.iter().cloned().collect(),
        sender: route.config.sender.clone(),
        receiver: route.config.receiver.clone(),
        usage: route.config.usage.code(),
        endpoint: route.transport.endpoint(),
    };
    Json(gateway.routes.iter().map(view).collect())
}
