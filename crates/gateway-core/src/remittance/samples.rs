//! Samples for the unit tests of this crate: the smallest claim and remittance. Tests of other crates have builders of their own.

use jiff::Timestamp;
use jiff::civil::date;

use super::{Adjustment, ClaimStatusCode, RemittanceClaim, RemittanceLine, RemittancePayment};
use crate::claim::{Claim, ClaimLine, FrequencyCode, Procedure};
use crate::digest::Sha256;
use crate::identifiers::{ClaimId, InboundId, RouteId, SubmissionId};
use crate::intake::ClaimRecord;
use crate::life_cycle::{ClaimHistory, Delivery};
use crate::money::Cents;
use crate::phi::Phi;
use crate::quantity::Quantity;

pub(crate) fn procedure(code: &str, modifiers: &[&str]) -> Procedure {
    let modifiers = modifiers.iter().map(|&modifier| modifier.to_owned()).collect();
    Procedure { qualifier: "HC".into(), code: code.into(), modifiers }
}

pub(crate) fn claim_line(number: u32, code: &str, cents: i64) -> ClaimLine {
    ClaimLine {
        number,
        control_number: None,
        procedure: procedure(code, &[]),
        units: Quantity::ONE,
        charge: Cents::new(cents),
        service_from: Some(date(2026, 1, 5)),
        service_to: None,
    }
}

pub(crate) fn claim(name: &str, lines: Vec<ClaimLine>) -> Claim {
    Claim {
        id: ClaimId::new(name),
        submission_id: SubmissionId::new("s"),
        route: RouteId::new("r"),
        payer_id: "PAYER".into(),
        patient_control_number: name.into(),
        frequency: FrequencyCode(FrequencyCode::ORIGINAL.into()),
        original_payer_claim_control_number: None,
        total_charge: Cents::sum(lines.iter().map(|line| line.charge)).unwrap(),
        billing_npi: "1999999984".into(),
        member_id: "MEMBER".into(),
        subscriber_last_name: "DOE".into(),
        subscriber_first_name: None,
        patient_birth_date: None,
        service_from: Some(date(2026, 1, 5)),
        service_to: None,
        further_payers: false,
        lines,
        content_hash: Sha256::of(name.as_bytes()),
    }
}

/// A claim that was sent.
pub(crate) fn sent(claim: Claim) -> ClaimRecord {
    let history = ClaimHistory { delivery: Delivery::Sent, ..Default::default() };
    ClaimRecord { sequence: 1, accepted_at: Timestamp::UNIX_EPOCH, claim, history }
}

pub(crate) fn adjustment(group: &str, reason: &str, cents: i64) -> Adjustment {
    Adjustment { segment: 12, group: group.into(), reason: reason.into(), amount: Cents::new(cents), quantity: None }
}

pub(crate) fn line(code: &str, charge: i64, adjustments: Vec<Adjustment>) -> RemittanceLine {
    let adjusted: i64 = adjustments.iter().map(|adjustment| adjustment.amount.count()).sum();
    RemittanceLine {
        segment: 11,
        procedure: procedure(code, &[]),
        billed_procedure: None,
        charge: Cents::new(charge),
        paid: Cents::new(charge - adjusted),
        units: Quantity::ONE,
        service_from: Some(date(2026, 1, 5)),
        control_number: None,
        adjustments,
        remark_codes: Vec::new(),
    }
}

pub(crate) fn remitted(name: &str, status: &str, lines: Vec<RemittanceLine>) -> RemittanceClaim {
    RemittanceClaim {
        segment: 10,
        patient_control_number: name.into(),
        status: ClaimStatusCode(status.into()),
        charge: Cents::sum(lines.iter().map(|line| line.charge)).unwrap(),
        paid: Cents::sum(lines.iter().map(|line| line.paid)).unwrap(),
        patient_responsibility: None,
        filing_indicator: None,
        payer_claim_control_number: Phi::new(format!("ICN-{name}")),
        facility: None,
        frequency: None,
        member_id: Some("MEMBER".into()),
        patient_last_name: None,
        service_from: Some(date(2026, 1, 5)),
        adjustments: Vec::new(),
        lines,
    }
}

pub(crate) fn payment(trace: &str, claims: Vec<RemittanceClaim>) -> RemittancePayment {
    RemittancePayment {
        inbound_id: InboundId::new("file"),
        segment: 4,
        payer_id: "PAYER".into(),
        payer_name: "PAYER".into(),
        trace_number: trace.into(),
        originating_company: None,
        handling: "I".into(),
        total_paid: Cents::sum(claims.iter().map(|claim| claim.paid)).unwrap(),
        method: "ACH".into(),
        payment_date: Some(date(2026, 2, 1)),
        payee_id: "1999999984".into(),
        payee_tax_id: None,
        content_hash: Sha256::of(trace.as_bytes()),
        claims,
        provider_adjustments: Vec::new(),
    }
}
