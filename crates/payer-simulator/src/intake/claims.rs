//! A claim of the 837 model as the simulator needs it.
//!
//! Amounts that are none count as nothing: a claim with one has failed validation already.

use x12_837::Claim;
use x12_model::{Amount, Period};

use crate::claim::{Person, Provider, ReceivedClaim, ReceivedLine};
use crate::money::Money;

/// What the simulator needs of a claim.
pub(super) fn received(claim: &Claim) -> ReceivedClaim {
    let lines: Vec<ReceivedLine> = claim.service_lines.iter().map(line).collect();
    let first = lines.iter().map(|line| &line.service_dates.0).min();
    let last = lines.iter().map(|line| &line.service_dates.1).max();
    ReceivedClaim {
        patient_control_number: claim.patient_control_number.clone(),
        charge: money(&claim.total_charge),
        filing_indicator: text(claim.coverage.filing_indicator.as_ref()),
        place_of_service: claim.place_of_service.clone(),
        frequency: claim.frequency.clone(),
        billing_provider: provider(&claim.billing.provider),
        subscriber: person(&claim.coverage.subscriber),
        patient: claim.patient.as_ref().map(|one| person(&one.person)),
        clearinghouse_trace: claim.references.clearinghouse_claim_number.clone(),
        service_dates: (text(first), text(last)),
        lines,
    }
}

fn provider(provider: &x12_837::BillingProvider) -> Provider {
    Provider {
        npi: text(provider.npi.as_ref()),
        tax_id: provider.tax_id.value.clone(),
        last_or_organisation: provider.name.clone(),
        first: text(provider.first_name.as_ref()),
    }
}

fn person(person: &x12_837::Person) -> Person {
    Person { last: person.last_name.clone(), first: text(person.first_name.as_ref()), member_id: text(person.member_id.as_ref()) }
}

fn line(line: &x12_837::ServiceLine) -> ReceivedLine {
    ReceivedLine {
        qualifier: line.procedure.qualifier.clone(),
        procedure: line.procedure.code.clone(),
        modifiers: line.procedure.modifiers.clone(),
        charge: money(&line.charge),
        units: line.units.as_str().to_owned(),
        service_dates: days(&line.service_date),
        line_control_number: line.line_item_control_number.clone(),
    }
}

/// The first and the last day.
fn days(period: &Period) -> (String, String) {
    match period {
        Period::Day(day) => (day.as_str().to_owned(), day.as_str().to_owned()),
        Period::Range { from, to } => (from.as_str().to_owned(), to.as_str().to_owned()),
        Period::Other { .. } => (String::new(), String::new()),
    }
}

fn money(amount: &Amount) -> Money {
    amount.cents().map(Money::cents).unwrap_or_default()
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}
