//! Builders: synthetic claims, remittances and acknowledgements, valid unless a test breaks them.

use std::fmt::Write as _;

use gateway_core::acknowledgement::{AcknowledgementKey, AcknowledgementLevel, InboundAcknowledgement, Verdict};
use gateway_core::batching::{InterchangeRenderer, RenderError, SealRequest};
use gateway_core::claim::{Claim, ClaimBody, ClaimLine, ClaimWithBody, FrequencyCode, Procedure};
use gateway_core::digest::Sha256;
use gateway_core::identifiers::{ClaimId, InboundId, RouteId, SubmissionId, TransmissionId};
use gateway_core::inbound::NewInbound;
use gateway_core::intake::{AcceptClaims, StoredResponse};
use gateway_core::money::Cents;
use gateway_core::phi::Phi;
use gateway_core::posting::{PostRemittance, PostingPolicy};
use gateway_core::quantity::Quantity;
use gateway_core::remittance::{Adjustment, ClaimStatusCode, ProviderAdjustment, RemittanceClaim, RemittanceLine, RemittancePayment};
use gateway_core::retry::ConnectorProfile;
use gateway_core::transmission::{Transmission, TransmissionIdentity, Usage};
use jiff::Timestamp;
use jiff::civil::date;

/// Our identifier in interchanges.
pub const SENDER: &str = "SUBMITTER1";
/// The payer's identifier in interchanges.
pub const RECEIVER: &str = "PAYER1";
/// The payer of every claim.
pub const PAYER: &str = "87726";
/// The billing provider and payee: a made-up NPI with a right check digit.
pub const PROVIDER: &str = "1999999984";

/// A time, some seconds after an arbitrary start.
#[must_use]
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap_or(Timestamp::MAX)
}

/// A claim with one line for each charge in cents. Its id and its patient control number are `name`.
#[must_use]
pub fn claim(name: &str, charges: &[i64]) -> Claim {
    let day = Some(date(2026, 1, 5));
    let line = |(number, &charge): (u32, &i64)| ClaimLine {
        number,
        control_number: Some(format!("{name}-{number}")),
        procedure: procedure("99213"),
        units: Quantity::ONE,
        charge: Cents::new(charge),
        service_from: day,
        service_to: day,
    };
    Claim {
        id: ClaimId::new(name),
        submission_id: SubmissionId::new("submission"),
        route: RouteId::new("route"),
        payer_id: PAYER.into(),
        patient_control_number: name.into(),
        frequency: FrequencyCode(FrequencyCode::ORIGINAL.into()),
        original_payer_claim_control_number: None,
        total_charge: Cents::new(charges.iter().sum()),
        billing_npi: PROVIDER.into(),
        member_id: Phi::new(format!("MEMBER-{name}")),
        subscriber_last_name: "DOE".into(),
        subscriber_first_name: Some("JANE".into()),
        patient_birth_date: Some(Phi::new(date(1980, 2, 29))),
        service_from: day,
        service_to: day,
        further_payers: false,
        lines: (1..).zip(charges).map(line).collect(),
        content_hash: Sha256::of(name.as_bytes()),
    }
}

fn procedure(code: &str) -> Procedure {
    Procedure { qualifier: "HC".into(), code: code.into(), modifiers: Vec::new() }
}

/// A submission of some claims.
#[must_use]
pub fn submission(key: &str, claims: Vec<Claim>) -> AcceptClaims {
    let with_body = |claim: Claim| ClaimWithBody { body: ClaimBody(claim.id.as_str().as_bytes().to_vec()), claim };
    AcceptClaims {
        idempotency_key: key.into(),
        request_sha256: Sha256::of(key.as_bytes()),
        claims: claims.into_iter().map(with_body).collect(),
        response: StoredResponse { status: 201, content_type: "application/json".into(), body: format!("answer to {key}").into_bytes() },
        at: at(0),
    }
}

/// Asks to seal what waits on the one route.
#[must_use]
pub fn seal_request(name: &str, profile: ConnectorProfile) -> SealRequest {
    SealRequest {
        transmission_id: TransmissionId::new(name),
        route: RouteId::new("route"),
        payer_id: PAYER.into(),
        sender: SENDER.into(),
        receiver: RECEIVER.into(),
        usage: Usage::Test,
        profile,
        max_claims: 100,
        max_claims_per_set: 2,
        at: at(1),
    }
}

/// A renderer that writes control numbers and bodies one after the other.
pub struct PlainRenderer;

impl InterchangeRenderer for PlainRenderer {
    fn render(&self, identity: &TransmissionIdentity, claims: &[ClaimWithBody], _: Timestamp) -> Result<Vec<u8>, RenderError> {
        let mut bytes = format!("ISA13={}~GS06={}~", identity.interchange_control_number, identity.group_control_number).into_bytes();
        for claim in claims {
            bytes.extend_from_slice(&claim.body.0);
            bytes.push(b'~');
        }
        Ok(bytes)
    }
}

/// A renderer that refuses.
pub struct RefusingRenderer;

impl InterchangeRenderer for RefusingRenderer {
    fn render(&self, _: &TransmissionIdentity, claims: &[ClaimWithBody], _: Timestamp) -> Result<Vec<u8>, RenderError> {
        Err(RenderError { claim_id: claims.first().map(|claim| claim.claim.id.clone()), reason: "refused by the test".into() })
    }
}

/// An inbound file with these bytes.
#[must_use]
pub fn inbound(text: &str) -> NewInbound {
    NewInbound { bytes: text.as_bytes().to_vec(), channel: "test".into(), route: None, at: at(2) }
}

/// An acknowledgement of everything in a transmission, by the key that belongs to the level. It is in the file `inbound(file)`.
#[must_use]
pub fn acknowledgement(transmission: &Transmission, level: AcknowledgementLevel, verdict: Verdict, file: &str) -> InboundAcknowledgement {
    let identity = &transmission.identity;
    let key = match level {
        AcknowledgementLevel::Interchange => AcknowledgementKey::Interchange { interchange_control_number: identity.interchange_control_number },
        AcknowledgementLevel::Implementation => AcknowledgementKey::Group { group_control_number: identity.group_control_number, set_control_number: None },
        AcknowledgementLevel::Clearinghouse | AcknowledgementLevel::Payer => {
            let reference = identity.sets.first().map(|set| set.reference.clone()).unwrap_or_default();
            AcknowledgementKey::Claim { reference, patient_control_number: None }
        }
    };
    InboundAcknowledgement {
        inbound_id: inbound(file).id(),
        segment: 3,
        sender: SENDER.into(),
        receiver: RECEIVER.into(),
        level,
        key,
        verdict,
        codes: Vec::new(),
        payer_claim_control_number: None,
    }
}

/// An adjustment in cents.
#[must_use]
pub fn adjustment(group: &str, reason: &str, cents: i64) -> Adjustment {
    Adjustment { segment: 0, group: group.into(), reason: reason.into(), amount: Cents::new(cents), quantity: None }
}

/// What a payer says to the first line of a claim, with these adjustments; what they leave is paid.
#[must_use]
pub fn remitted(claim: &Claim, status: &str, adjustments: Vec<Adjustment>) -> RemittanceClaim {
    let charge = claim.total_charge;
    let adjusted: i64 = adjustments.iter().map(|adjustment| adjustment.amount.count()).sum();
    let paid = Cents::new(charge.count() - adjusted);
    let line = RemittanceLine {
        segment: 0,
        procedure: procedure("99213"),
        billed_procedure: None,
        charge,
        paid,
        units: Quantity::ONE,
        service_from: claim.service_from,
        control_number: claim.lines.first().and_then(|line| line.control_number.clone()),
        adjustments,
        remark_codes: Vec::new(),
    };
    RemittanceClaim {
        segment: 0,
        patient_control_number: claim.patient_control_number.clone(),
        status: ClaimStatusCode(status.into()),
        charge,
        paid,
        patient_responsibility: None,
        filing_indicator: None,
        payer_claim_control_number: Phi::new(format!("ICN-{}", claim.id)),
        facility: None,
        frequency: None,
        member_id: Some(claim.member_id.clone()),
        patient_last_name: None,
        service_from: claim.service_from,
        adjustments: Vec::new(),
        lines: vec![line],
    }
}

/// The reversal of an adjudication: every amount negated, in the original groups.
#[must_use]
pub fn reversal_of(original: &RemittanceClaim) -> RemittanceClaim {
    let negated = |amount: Cents| amount.negated().unwrap_or_default();
    let reversed =
        |adjustments: &[Adjustment]| adjustments.iter().map(|adjustment| Adjustment { amount: negated(adjustment.amount), ..adjustment.clone() }).collect();
    let line = |line: &RemittanceLine| RemittanceLine {
        charge: negated(line.charge),
        paid: negated(line.paid),
        adjustments: reversed(&line.adjustments),
        ..line.clone()
    };
    RemittanceClaim {
        status: ClaimStatusCode("22".into()),
        charge: negated(original.charge),
        paid: negated(original.paid),
        adjustments: reversed(&original.adjustments),
        lines: original.lines.iter().map(line).collect(),
        ..original.clone()
    }
}

/// A provider-level adjustment in cents.
#[must_use]
pub fn provider_adjustment(reason: &str, reference: &str, cents: i64) -> ProviderAdjustment {
    ProviderAdjustment {
        segment: 0,
        provider_id: PROVIDER.into(),
        fiscal_period: None,
        reason: reason.into(),
        reference: Some(reference.into()),
        amount: Cents::new(cents),
    }
}

/// A payment that balances, in the file `inbound(file)`. Its segments are numbered as they would stand in the file.
#[must_use]
pub fn payment(file: &str, trace: &str, claims: Vec<RemittanceClaim>, provider_adjustments: Vec<ProviderAdjustment>) -> RemittancePayment {
    let total =
        claims.iter().map(|claim| claim.paid.count()).sum::<i64>() - provider_adjustments.iter().map(|adjustment| adjustment.amount.count()).sum::<i64>();
    let mut payment = RemittancePayment {
        inbound_id: InboundId::new(""),
        segment: 4,
        payer_id: PAYER.into(),
        payer_name: "PAYER ONE".into(),
        trace_number: trace.into(),
        originating_company: None,
        handling: "I".into(),
        total_paid: Cents::new(total),
        method: "ACH".into(),
        payment_date: Some(date(2026, 2, 1)),
        payee_id: PROVIDER.into(),
        payee_tax_id: None,
        content_hash: Sha256::of(b""),
        claims,
        provider_adjustments,
    };
    number_segments(&mut payment);
    payment.inbound_id = inbound(file).id();
    payment.content_hash = Sha256::of(content(&payment).as_bytes());
    payment
}

fn number_segments(payment: &mut RemittancePayment) {
    let mut next = payment.segment + 6;
    let mut number = || {
        next += 1;
        next
    };
    for claim in &mut payment.claims {
        claim.segment = number();
        claim.adjustments.iter_mut().for_each(|adjustment| adjustment.segment = number());
        for line in &mut claim.lines {
            line.segment = number();
            line.adjustments.iter_mut().for_each(|adjustment| adjustment.segment = number());
        }
    }
    payment.provider_adjustments.iter_mut().for_each(|adjustment| adjustment.segment = number());
}

/// What a payment says, its envelope left out.
fn content(payment: &RemittancePayment) -> String {
    let mut content = format!("{}|{}", payment.trace_number, payment.total_paid);
    for claim in &payment.claims {
        let _ = write!(content, "|{}|{}|{}|{}", claim.patient_control_number.expose(), claim.status.0, claim.charge, claim.paid);
        for (line, adjustment) in claim.all_adjustments() {
            let _ = write!(content, "|{line:?}|{}|{}", adjustment.code(), adjustment.amount);
        }
    }
    for adjustment in &payment.provider_adjustments {
        let _ = write!(content, "|{}|{}", adjustment.reason, adjustment.amount);
    }
    content
}

/// Asks to post a payment by the careful policy.
#[must_use]
pub fn post(payment: RemittancePayment) -> PostRemittance {
    PostRemittance { payment, policy: PostingPolicy::default(), released_by: None }
}
