//! The 277CA (005010X214) for one submission: which claims went into adjudication, and why the others did not.

use jiff::Timestamp;
use x12_acknowledge::codes::ActionCode;
use x12_acknowledge::model::{ClaimResponse, Party, PatientResponse, ProviderResponse, Receipt, Response, Status, StatusDetail, Totals};
use x12_acknowledge::{ClaimAcknowledgment, Private};

use crate::claim::{Provider, ReceivedClaim};
use crate::clock::{date, time};
use crate::money::Money;
use crate::script::{ClaimStatus, Payer};

/// A claim and whether it was taken up.
#[derive(Debug, Clone)]
pub(crate) struct JudgedClaim {
    /// The claim.
    pub(crate) claim: ReceivedClaim,
    /// The payer's number for it, or the status that refuses it.
    pub(crate) verdict: Result<String, ClaimStatus>,
}

/// An 837 and what became of its claims.
#[derive(Debug, Clone)]
pub(crate) struct JudgedSet {
    /// BHT03.
    pub(crate) reference: String,
    /// Name and identifier of the submitter.
    pub(crate) submitter: (String, String),
    /// The claims.
    pub(crate) claims: Vec<JudgedClaim>,
}

/// Makes the 277CA of one 837; `number` counts the sets of the answer from 1.
pub(crate) fn results(payer: &Payer, set: &JudgedSet, receipt_number: &str, number: usize, at: Timestamp) -> ClaimAcknowledgment {
    let today = date(at);
    ClaimAcknowledgment {
        control_number: format!("{number:04}"),
        reference: receipt_number.to_owned(),
        date: today.clone(),
        time: time(at),
        source: Party::organization("PR", &payer.name, "PI", &payer.id),
        receipt: Receipt { trace: receipt_number.to_owned(), received: today.clone(), processed: today.clone() },
        receiver: Party::organization("41", &sendable(&set.submitter.0), "46", &sendable(&set.submitter.1)),
        submission: submission(set, &today),
        providers: providers(&set.claims, &today),
    }
}

fn submission(set: &JudgedSet, today: &str) -> Response {
    let charges = set.claims.iter().map(|one| one.claim.charge).sum::<Money>();
    Response {
        trace: sendable(&set.reference),
        statuses: vec![status(&[("A1", "19", "PR")], today, true, charges)],
        references: Vec::new(),
        totals: totals(set.claims.iter()),
    }
}

fn totals<'a>(claims: impl Iterator<Item = &'a JudgedClaim>) -> Totals {
    let (mut counts, mut charges) = ([0_usize; 2], [Money::ZERO; 2]);
    for one in claims {
        let side = usize::from(one.verdict.is_err());
        if let (Some(count), Some(charge)) = (counts.get_mut(side), charges.get_mut(side)) {
            *count += 1;
            *charge += one.claim.charge;
        }
    }
    let [accepted, rejected] = counts.map(|count| (count > 0).then(|| count.to_string()));
    let [accepted_charges, rejected_charges] = charges.map(Money::to_x12);
    Totals {
        accepted_charges: accepted.is_some().then_some(accepted_charges),
        rejected_charges: rejected.is_some().then_some(rejected_charges),
        accepted_claims: accepted,
        rejected_claims: rejected,
    }
}

fn providers(claims: &[JudgedClaim], today: &str) -> Vec<ProviderResponse> {
    let mut providers: Vec<(&Provider, Vec<&JudgedClaim>)> = Vec::new();
    for one in claims {
        let provider = &one.claim.billing_provider;
        match providers.iter_mut().find(|known| known.0 == provider) {
            Some(known) => known.1.push(one),
            None => providers.push((provider, vec![one])),
        }
    }
    let responses = providers.into_iter().map(|(provider, claims)| ProviderResponse {
        provider: provider_party(provider),
        response: None,
        patients: claims.iter().map(|one| patient(one, today)).collect(),
    });
    responses.collect()
}

fn provider_party(provider: &Provider) -> Party {
    let (kind, id) = match provider.npi.is_empty() {
        true => ("FI", &provider.tax_id),
        false => ("XX", &provider.npi),
    };
    let name = sendable(&provider.last_or_organisation);
    match provider.first.is_empty() {
        true => Party::organization("85", &name, kind, id),
        false => Party::person("85", &name, &sendable(&provider.first), kind, id),
    }
}

fn patient(one: &JudgedClaim, today: &str) -> PatientResponse {
    let patient = one.claim.patient();
    // A patient without a member id of his own goes by the subscriber's.
    let member_id = match patient.member_id.is_empty() {
        true => &one.claim.subscriber.member_id,
        false => &patient.member_id,
    };
    let (last, first) = (sendable(&patient.last), sendable(&patient.first));
    PatientResponse { patient: Party::person("QC", &last, &first, "MI", &sendable(member_id)), claims: vec![claim(one, today)] }
}

fn claim(one: &JudgedClaim, today: &str) -> ClaimResponse {
    let claim = &one.claim;
    let status = match &one.verdict {
        Ok(_) => status(&[("A2", "20", "")], today, true, claim.charge),
        Err(refused) => {
            let entity = refused.entity.as_deref().unwrap_or_default();
            let detail = (refused.category.as_str(), refused.status.as_str(), entity);
            status(&[detail], today, false, claim.charge)
        }
    };
    let (first, last) = &claim.service_dates;
    ClaimResponse {
        patient_control_number: Private::new(sendable(&claim.patient_control_number)),
        statuses: vec![status],
        payer_claim_control_number: one.verdict.as_ref().ok().map(Private::new),
        clearinghouse_claim_number: claim.clearinghouse_trace.as_deref().map(|trace| Private::new(sendable(trace))),
        service_dates: match first == last {
            true => first.clone(),
            false => format!("{first}-{last}"),
        },
        ..ClaimResponse::default()
    }
}

fn status(details: &[(&str, &str, &str)], today: &str, taken: bool, charge: Money) -> Status {
    let detail = |one: &(&str, &str, &str)| StatusDetail::new(one.0, one.1, one.2);
    Status {
        details: details.iter().map(detail).collect(),
        date: Some(today.to_owned()),
        action: if taken { ActionCode::ACCEPTED } else { ActionCode::REJECTED },
        charge: Some(charge.to_x12()),
        message: None,
        segment: None,
    }
}

/// A value as a 277CA can carry it: the delimiters of acknowledgements are always the usual ones, and a claim that came with others
/// may hold one of them.
fn sendable(value: &str) -> String {
    let usual = x12_syntax::Delimiters::USUAL;
    let is_delimiter = |one: char| u8::try_from(one).is_ok_and(|byte| usual.contains(byte));
    value.chars().map(|one| if is_delimiter(one) { ' ' } else { one }).collect()
}
