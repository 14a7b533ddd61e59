//! `x12_837::Claim` to the core's claim record: what the gateway must know of a claim to send it, follow it and post its payment.
//!
//! The body that is kept is the claim as `claim.v1`, without the numbers of the levels that it stood in: it will stand in other ones.

use gateway_core::claim::{Claim, ClaimBody, ClaimLine, ClaimWithBody, FrequencyCode, Procedure};
use gateway_core::digest::Sha256;
use gateway_core::identifiers::{ClaimId, RouteId, SubmissionId};
use gateway_core::money::Cents;
use gateway_core::phi::Phi;
use gateway_core::quantity::Quantity;
use jiff::civil::Date;
use x12_837::{Claim as Claim837, Levels, ServiceLine};
use x12_model::Period;

use super::values::civil_date;

/// The order in which payers take their turns (SBR01).
const TURNS: &str = "PSTABCDEFGH";

/// Why a valid claim cannot be taken over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum ClaimError {
    /// An amount or quantity cannot be kept exactly. The value is not repeated: it belongs to a patient.
    #[error("{element} cannot be kept exactly: expected {expected}")]
    NotExact { element: &'static str, expected: &'static str },
    /// It could not be serialised.
    #[error("the claim could not be kept: {0}")]
    Body(#[from] serde_json::Error),
}

/// The record of a claim with its body.
pub(crate) fn claim_with_body(
    claim: &Claim837,
    id: ClaimId,
    submission_id: &SubmissionId,
    route_of: impl Fn(&str) -> RouteId,
) -> Result<ClaimWithBody, ClaimError> {
    let body = serde_json::to_vec(&Claim837 { hl: Levels::default(), submission: None, ..claim.clone() })?;
    let lines = claim.service_lines.iter().zip(1..).map(|(line, number)| line_of(line, number)).collect::<Result<Vec<_>, _>>()?;
    let subscriber = &claim.coverage.subscriber;
    let patient = claim.patient.as_ref().map_or(subscriber, |patient| &patient.person);
    let provider = &claim.billing.provider;
    let phi = |text: &Option<String>| text.clone().map(Phi::new);
    let record = Claim {
        id,
        submission_id: submission_id.clone(),
        route: route_of(&claim.coverage.payer.id),
        payer_id: claim.coverage.payer.id.clone(),
        patient_control_number: Phi::new(claim.patient_control_number.clone()),
        frequency: FrequencyCode(claim.frequency.clone()),
        original_payer_claim_control_number: phi(&claim.references.payer_claim_control_number),
        total_charge: cents(claim.total_charge.cents(), "CLM02")?,
        billing_npi: provider.npi.clone().unwrap_or_default(),
        member_id: Phi::new(subscriber.member_id.clone().unwrap_or_default()),
        subscriber_last_name: Phi::new(subscriber.last_name.clone()),
        subscriber_first_name: phi(&subscriber.first_name),
        patient_birth_date: patient.date_of_birth.as_ref().and_then(|date| civil_date(date.as_str().as_bytes())).map(Phi::new),
        service_from: lines.iter().filter_map(|line| line.service_from).min(),
        service_to: lines.iter().filter_map(|line| line.service_to).max(),
        further_payers: has_further_payers(claim),
        lines,
        content_hash: Sha256::of(&body),
    };
    Ok(ClaimWithBody { claim: record, body: ClaimBody(body) })
}

fn line_of(line: &ServiceLine, place: u32) -> Result<ClaimLine, ClaimError> {
    let (service_from, service_to) = days(&line.service_date);
    let not_exact = ClaimError::NotExact { element: "SV104", expected: "a number of at most three decimals" };
    Ok(ClaimLine {
        number: line.line_number.parse().unwrap_or(place),
        control_number: line.line_item_control_number.clone(),
        procedure: Procedure { qualifier: line.procedure.qualifier.clone(), code: line.procedure.code.clone(), modifiers: line.procedure.modifiers.clone() },
        units: Quantity::parse(line.units.as_str()).map_err(|_| not_exact)?,
        charge: cents(line.charge.cents(), "SV102")?,
        service_from,
        service_to,
    })
}

/// The first and the last day.
fn days(period: &Period) -> (Option<Date>, Option<Date>) {
    let day = |date: &x12_model::Date| civil_date(date.as_str().as_bytes());
    match period {
        Period::Day(date) => (day(date), day(date)),
        Period::Range { from, to } => (day(from), day(to)),
        Period::Other { .. } => (None, None),
    }
}

fn cents(cents: Option<i64>, element: &'static str) -> Result<Cents, ClaimError> {
    cents.map(Cents::new).ok_or(ClaimError::NotExact { element, expected: "an amount of at most two decimals" })
}

/// Whether a payer's turn comes after the one that is billed now.
fn has_further_payers(claim: &Claim837) -> bool {
    let turn = |sequence: &str| TURNS.find(sequence).filter(|_| !sequence.is_empty());
    let now = turn(&claim.coverage.sequence);
    claim.other_coverages.iter().any(|other| turn(&other.sequence) > now)
}
