//! A payment as an 835 (005010X221A1), written with the delimiters of the submission that it answers.
//!
//! Invariant: what is written validates clean, unless the payment is to be unbalanced.

use x12_835::{
    BankAccount, ClaimGroup, Party, Payee, Payer, Payment as PaymentFields, ProviderAdjustment as ProviderAdjustmentFields, ProviderAdjustments,
    QualifiedAmount, QualifiedDate, Remark, Remittance, RemittanceClaim, RemittanceLine,
};
use x12_model::{Adjustment as AdjustmentFields, Amount, Contact, ContactNumber, Date, PostalAddress, Procedure, Quantity, Reference};

use crate::adjudication::AdjudicatedLine;
use crate::claim::{Person, Provider, ReceivedClaim, ReceivedLine};
use crate::clock::date;
use crate::money::Money;
use crate::payment::{Payment, ReportedClaim};
use crate::script::{Payer as PayerScript, Script};

/// Kinds of plan that CLP06 knows. SBR09 of a claim knows others, which are remitted as [`OTHER_PLAN`].
const PLANS: [&str; 19] = ["12", "13", "14", "15", "16", "17", "AM", "CH", "DS", "HM", "LM", "MA", "MB", "MC", "OF", "TV", "VA", "WC", "ZZ"];
/// CLP06 of a plan of any other kind.
const OTHER_PLAN: &str = "15";
/// A bank that does not exist; the number passes the check of routing numbers.
const BANK: &str = "999999992";
/// Adjustments in one PLB segment.
const ADJUSTMENTS_IN_SEGMENT: usize = 6;

/// The remittance of a payment.
pub(crate) fn remittance(script: &Script, payment: &Payment) -> Remittance {
    Remittance {
        control_number: "0001".to_owned(),
        payment: payment_fields(&script.payer, payment),
        payer: payer(&script.payer),
        payee: payee(&payment.provider),
        groups: vec![ClaimGroup { number: "1".to_owned(), claims: payment.claims.iter().map(claim).collect(), ..ClaimGroup::default() }],
        provider_adjustments: provider_adjustments(payment),
        ..Remittance::default()
    }
}

fn amount(money: Money) -> Amount {
    Amount::from_cents(money.as_cents())
}

fn payment_fields(payer: &PayerScript, payment: &Payment) -> PaymentFields {
    let total = payment.stated_total();
    let moves_money = !total.is_zero();
    let account = |account: &str| {
        moves_money.then(|| BankAccount { bank_kind: "01".to_owned(), bank: BANK.to_owned(), account_kind: "DA".to_owned(), account: account.to_owned() })
    };
    let trace_payer_id = format!("1{}", payer.tax_id);
    let (handling, method) = if moves_money { ("I", "ACH") } else { ("H", "NON") };
    PaymentFields {
        handling: handling.to_owned(),
        total: amount(total),
        credit_or_debit: "C".to_owned(),
        method: method.to_owned(),
        format: moves_money.then(|| "CCP".to_owned()),
        from_account: account("1000001"),
        originating_company: moves_money.then(|| trace_payer_id.clone()),
        to_account: account("2000002"),
        date: Some(Date::new(date(payment.at))),
        trace_number: payment.trace_number.clone(),
        trace_payer_id,
        production_date: Some(Date::new(date(payment.at))),
        ..PaymentFields::default()
    }
}

fn payer(payer: &PayerScript) -> Payer {
    let contact = |function: &str| Contact {
        function: function.to_owned(),
        name: Some("SUPPORT".to_owned()),
        numbers: vec![ContactNumber { kind: "TE".to_owned(), number: payer.telephone.clone() }],
    };
    Payer {
        name: payer.name.clone(),
        id: Some(payer.id.clone()),
        id_qualifier: Some("XV".to_owned()),
        address: PostalAddress {
            line1: payer.street.clone(),
            city: payer.city.clone(),
            state: Some(payer.state.clone()),
            postal_code: Some(payer.postal_code.clone()),
            ..PostalAddress::default()
        },
        business_contact: Some(contact("CX")),
        technical_contacts: vec![contact("BL")],
        ..Payer::default()
    }
}

fn payee(provider: &Provider) -> Payee {
    let (id_qualifier, id) = match provider.npi.is_empty() {
        true => ("FI", &provider.tax_id),
        false => ("XX", &provider.npi),
    };
    let tax_id = (id_qualifier == "XX" && !provider.tax_id.is_empty()).then(|| Reference {
        qualifier: "TJ".to_owned(),
        value: provider.tax_id.clone(),
        ..Reference::default()
    });
    Payee { name: provider.name(), id_qualifier: id_qualifier.to_owned(), id: id.clone(), references: tax_id.into_iter().collect(), ..Payee::default() }
}

fn claim(reported: &ReportedClaim) -> RemittanceClaim {
    let ReportedClaim { claim, adjudication, .. } = reported;
    let owed = adjudication.patient_responsibility();
    let lines = claim.lines.iter().zip(&adjudication.lines);
    let interest = QualifiedAmount { qualifier: "I".to_owned(), amount: amount(reported.interest) };
    RemittanceClaim {
        patient_control_number: claim.patient_control_number.clone(),
        status: adjudication.status.to_owned(),
        charge: amount(adjudication.charge()),
        paid: amount(adjudication.paid()),
        patient_responsibility: (!owed.is_zero()).then(|| amount(owed)),
        filing_indicator: plan(claim).to_owned(),
        payer_claim_control_number: reported.control_number.clone(),
        facility_code: Some(claim.place_of_service.clone()).filter(|code| !code.is_empty()),
        frequency: Some(claim.frequency.clone()).filter(|code| !code.is_empty()),
        patient: patient(claim),
        subscriber: claim.patient.is_some().then(|| person(&claim.subscriber)),
        supplemental_amounts: (!reported.interest.is_zero()).then_some(interest).into_iter().collect(),
        service_lines: lines.map(|(line, decided)| service_line(line, decided)).collect(),
        ..RemittanceClaim::default()
    }
}

fn plan(claim: &ReceivedClaim) -> &str {
    let own = claim.filing_indicator.as_str();
    if PLANS.contains(&own) { own } else { OTHER_PLAN }
}

/// A patient who is not the subscriber often has no member id of his own.
fn patient(claim: &ReceivedClaim) -> Party {
    let mut party = person(claim.patient());
    if claim.patient().member_id.is_empty() {
        (party.id_qualifier, party.id) = (None, None);
    }
    party
}

fn person(person: &Person) -> Party {
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Party {
        entity_type: "1".to_owned(),
        name: some(&person.last),
        first_name: some(&person.first),
        id_qualifier: Some("MI".to_owned()),
        id: some(&person.member_id),
        ..Party::default()
    }
}

fn service_line(line: &ReceivedLine, decided: &AdjudicatedLine) -> RemittanceLine {
    let remark = |code: &String| Remark { list: "HE".to_owned(), code: code.clone() };
    let adjustments = decided.adjustments.iter().map(|one| AdjustmentFields {
        group: one.reason.group.clone(),
        reason: one.reason.code.clone(),
        amount: amount(one.amount),
        quantity: None,
    });
    // The allowed amount is told only where it says something: nothing is allowed in a denial, and a reversal allows nothing anew.
    let allowed = (decided.allowed > Money::ZERO).then(|| QualifiedAmount { qualifier: "B6".to_owned(), amount: amount(decided.allowed) });
    RemittanceLine {
        procedure: Procedure { qualifier: line.qualifier.clone(), code: line.procedure.clone(), modifiers: line.modifiers.clone(), ..Procedure::default() },
        charge: amount(decided.charge),
        paid: amount(decided.paid),
        paid_units: Some(Quantity::new(line.units.clone())).filter(|units| !units.is_empty()),
        service_dates: service_dates(line),
        adjustments: adjustments.collect(),
        line_item_control_number: line.line_control_number.clone(),
        supplemental_amounts: allowed.into_iter().collect(),
        remarks: decided.remarks.iter().map(remark).collect(),
        ..RemittanceLine::default()
    }
}

fn service_dates(line: &ReceivedLine) -> Vec<QualifiedDate> {
    let dated = |qualifier: &str, date: &str| QualifiedDate { qualifier: qualifier.to_owned(), date: Date::new(date) };
    match &line.service_dates {
        (first, last) if first == last => vec![dated("472", first)],
        (first, last) => vec![dated("150", first), dated("151", last)],
    }
}

fn provider_adjustments(payment: &Payment) -> Vec<ProviderAdjustments> {
    let provider_id = match payment.provider.npi.is_empty() {
        true => &payment.provider.tax_id,
        false => &payment.provider.npi,
    };
    let year_end = format!("{}1231", date(payment.at).get(..4).unwrap_or_default());
    let segments = payment.provider_adjustments.chunks(ADJUSTMENTS_IN_SEGMENT);
    let fields = segments.map(|adjustments| ProviderAdjustments {
        provider_id: provider_id.clone(),
        fiscal_period_end: Date::new(year_end.clone()),
        adjustments: adjustments
            .iter()
            .map(|one| ProviderAdjustmentFields { reason: one.reason.to_owned(), reference: Some(one.reference.clone()), amount: amount(one.amount) })
            .collect(),
    });
    fields.collect()
}
