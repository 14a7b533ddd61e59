//! Claims, transmissions and events as the API shows them.

use gateway_core::event::Event;
use gateway_core::intake::ClaimRecord;
use gateway_core::retry::NextStep;
use gateway_core::transmission::{Attempt, Transmission};
use serde::Serialize;
use utoipa::ToSchema;

/// A claim in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClaimView {
    /// The claim.
    pub(crate) id: String,
    /// Where it stands: `accepted`, `batched`, `sent`, `unknown`, `acknowledged-...`, `rejected-...`, `paid`, `partly-paid`, `denied`, `reversed`, `closed`, `parked`.
    pub(crate) state: String,
    /// When it was accepted.
    pub(crate) accepted_at: String,
    /// The submission that brought it.
    pub(crate) submission_id: String,
    /// The payer (2010BB NM109).
    pub(crate) payer_id: String,
    /// The route that it takes.
    pub(crate) route: String,
    /// Patient control number (CLM01).
    pub(crate) patient_control_number: String,
    /// The payer's number for it, once known.
    pub(crate) payer_claim_control_number: Option<String>,
    /// Total charge (CLM02), a decimal string.
    pub(crate) total_charge: String,
    /// First day of service.
    pub(crate) service_from: Option<String>,
    /// The transmission that carries it.
    pub(crate) transmission_id: Option<String>,
    /// The claim that took its place.
    pub(crate) replaced_by: Option<String>,
}

impl From<&ClaimRecord> for ClaimView {
    fn from(record: &ClaimRecord) -> Self {
        let ClaimRecord { claim, history, .. } = record;
        Self {
            id: claim.id.to_string(),
            state: record.state().to_string(),
            accepted_at: record.accepted_at.to_string(),
            submission_id: claim.submission_id.to_string(),
            payer_id: claim.payer_id.clone(),
            route: claim.route.to_string(),
            patient_control_number: claim.patient_control_number.expose().clone(),
            payer_claim_control_number: history.payer_claim_control_number.as_ref().map(|number| number.expose().clone()),
            total_charge: claim.total_charge.to_string(),
            service_from: claim.service_from.map(|date| date.to_string()),
            transmission_id: history.transmission_id.as_ref().map(ToString::to_string),
            replaced_by: history.replaced_by.as_ref().map(ToString::to_string),
        }
    }
}

/// Something that happened. It names identifiers only, nothing of a patient.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventView {
    /// Its number, which is the cursor after which the next event follows. Numbers grow, and may skip.
    pub(crate) sequence: i64,
    /// When.
    pub(crate) at: String,
    /// What, such as `claim-acknowledged`.
    #[schema(value_type = String)]
    pub(crate) kind: gateway_core::event::EventKind,
    /// Why, in a biller's words.
    pub(crate) reason: String,
    /// The claim it is about.
    pub(crate) claim_id: Option<String>,
    /// The claim's state after it.
    pub(crate) claim_state: Option<String>,
    /// The transmission it is about.
    pub(crate) transmission_id: Option<String>,
    /// The payment it is about.
    pub(crate) payment_id: Option<String>,
    /// The exception it is about.
    pub(crate) exception_id: Option<i64>,
    /// The file that caused it.
    pub(crate) inbound_id: Option<String>,
    /// The segment of that file that caused it, 1-based.
    pub(crate) segment: Option<u32>,
}

impl From<&Event> for EventView {
    fn from(stored: &Event) -> Self {
        let event = &stored.event;
        Self {
            sequence: stored.sequence,
            at: stored.at.to_string(),
            kind: event.kind,
            reason: event.reason.clone(),
            claim_id: event.claim_id.as_ref().map(ToString::to_string),
            claim_state: event.claim_state.as_ref().map(ToString::to_string),
            transmission_id: event.transmission_id.as_ref().map(ToString::to_string),
            payment_id: event.payment_id.as_ref().map(ToString::to_string),
            exception_id: event.exception_id.map(|id| id.0),
            inbound_id: event.inbound_id.as_ref().map(ToString::to_string),
            segment: event.segment,
        }
    }
}

/// A sealed interchange.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransmissionView {
    /// Our name for it, and its CORE PayloadID.
    pub(crate) id: String,
    /// `sealed`, `sending`, `unknown` or `sent`.
    pub(crate) state: String,
    /// The route.
    pub(crate) route: String,
    /// Interchange sender (ISA06).
    pub(crate) sender: String,
    /// Interchange receiver (ISA08).
    pub(crate) receiver: String,
    /// Usage indicator (ISA15).
    pub(crate) usage: &'static str,
    /// Interchange control number (ISA13).
    pub(crate) interchange_control_number: String,
    /// Group control number (GS06).
    pub(crate) group_control_number: String,
    /// SHA-256 of its bytes.
    pub(crate) sha256: String,
    /// Count of its bytes.
    pub(crate) length: u64,
    /// When it was sealed.
    pub(crate) sealed_at: String,
    /// The claims in it.
    pub(crate) claims: Vec<String>,
    /// Every attempt to send it.
    pub(crate) attempts: Vec<AttemptView>,
    /// What is due next: `send`, `ask`, `person` or `nothing`.
    pub(crate) next_step: &'static str,
    /// When that is due, or why a person has to decide.
    pub(crate) next_step_detail: Option<String>,
}

/// One attempt to send.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttemptView {
    /// 1 for the first.
    pub(crate) number: u32,
    /// Where it went.
    pub(crate) endpoint: String,
    /// When the intent was written down.
    pub(crate) started_at: String,
    /// When its outcome was written down.
    pub(crate) ended_at: Option<String>,
    /// `NOT_SENT`, `SENT` or `UNKNOWN`; none while it is open.
    pub(crate) outcome: Option<&'static str>,
    /// Why.
    pub(crate) reason: Option<String>,
}

impl From<&Transmission> for TransmissionView {
    fn from(transmission: &Transmission) -> Self {
        let identity = &transmission.identity;
        let (next_step, next_step_detail) = match &transmission.next_step {
            NextStep::Send { at } => ("send", Some(at.to_string())),
            NextStep::Ask { at, .. } => ("ask", Some(at.to_string())),
            NextStep::Person { reason } => ("person", Some(reason.clone())),
            NextStep::Nothing => ("nothing", None),
        };
        Self {
            id: transmission.id.to_string(),
            state: transmission.state().to_string(),
            route: transmission.route.to_string(),
            sender: identity.sender.clone(),
            receiver: identity.receiver.clone(),
            usage: identity.usage.code(),
            interchange_control_number: identity.interchange_control_number.to_string(),
            group_control_number: identity.group_control_number.to_string(),
            sha256: transmission.sha256.to_string(),
            length: transmission.length,
            sealed_at: transmission.sealed_at.to_string(),
            claims: transmission.claims().map(ToString::to_string).collect(),
            attempts: transmission.attempts.iter().map(AttemptView::from).collect(),
            next_step,
            next_step_detail,
        }
    }
}

impl From<&Attempt> for AttemptView {
    fn from(attempt: &Attempt) -> Self {
        Self {
            number: attempt.number,
            endpoint: attempt.endpoint.clone(),
            started_at: attempt.started_at.to_string(),
            ended_at: attempt.ended_at.map(|at| at.to_string()),
            outcome: attempt.outcome.as_ref().map(gateway_core::outcome::AttemptOutcome::name),
            reason: attempt.outcome.as_ref().map(|outcome| outcome.reason().to_owned()),
        }
    }
}
