//! Posting: one payment becomes ledger entries, adjudicated claims and exceptions. One rule stands in one file.
//!
//! The invariants: a payment is posted whole or not at all; the cash of its entries is BPR02 to the cent. What cannot be posted safely is still booked, but
//! against [`Account::Suspense`]: the money did arrive, so leaving it out would make the ledger wrong, and putting it on a claim would be a guess.

mod adjudication;
mod adjustment;
mod charge;
mod contractual;
mod desk;
mod duplicate_claim;
mod forms;
mod other_adjustment;
mod patient_responsibility;
mod payer_initiated;
mod provider_level;
mod reversal;
mod sentence;

pub use charge::{book, withdraw};
pub use forms::{
    Adjudication, AdjudicationState, ClaimAccount, Decision, PaymentRecord, PaymentStatus, PaymentTotals, PostRemittance, Posting, PostingContext,
    PostingOutcome, PostingPolicy, PriorPayment, Wanted,
};

use crate::effects::{Effects, SettledException};
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::remittance::duplicate::{self, Gate};
use crate::remittance::{RemittancePayment, StatusMeaning, balance};
use desk::Desk;

#[cfg(doc)]
use crate::ledger::Account;

/// Decides everything about one payment. It only reads: the store writes what it answers, in the transaction in which it read `context`.
#[must_use]
pub fn decide(request: &PostRemittance, context: PostingContext) -> Decision {
    let payment = &request.payment;
    match duplicate::gate(payment, &context.prior_payments, request.released_by.is_some()) {
        Gate::Open => {}
        Gate::Posted => return Decision::Duplicate,
        Gate::AlreadyQuarantined => return Decision::Quarantine(Vec::new()),
        Gate::Conflict => return Decision::Quarantine(vec![conflict(payment)]),
    }
    let faults = faults(request);
    if !faults.is_empty() {
        return Decision::Quarantine(faults);
    }
    let mut posting = post(request, context);
    posting.effects.settled.extend(release(request));
    Decision::Post(Box::new(posting))
}

/// Settles the exception that kept a payment aside until a person released it.
fn release(request: &PostRemittance) -> Option<SettledException> {
    let (by, payment) = (request.released_by.clone()?, &request.payment);
    let note = "released and posted".to_owned();
    Some(SettledException { payment_id: payment.id(), segment: payment.segment, reason: ExceptionReason::DuplicatePayment, by, note })
}

fn post(request: &PostRemittance, context: PostingContext) -> Posting {
    let payment = &request.payment;
    let mut desk = Desk::new(payment, &request.policy, context);
    // A reversal comes before its correction, wherever the payer put it (RFI 791).
    let (reversals, others): (Vec<_>, Vec<_>) = payment.claims.iter().zip(0_u32..).partition(|(claim, _)| claim.status.meaning() == StatusMeaning::Reversal);
    for (claim, ordinal) in reversals.into_iter().chain(others) {
        adjudication::post(&mut desk, claim, ordinal);
    }
    for adjustment in &payment.provider_adjustments {
        provider_level::post(&mut desk, adjustment);
    }
    desk.close()
}

/// What keeping a payment aside writes.
#[must_use]
pub fn effects_of_quarantine(payment: &RemittancePayment, exceptions: Vec<NewException>) -> Effects {
    let event = NewEvent::new(EventKind::PaymentQuarantined, "the payment is set aside whole");
    let event = NewEvent { payment_id: Some(payment.id()), inbound_id: Some(payment.inbound_id.clone()), segment: Some(payment.segment), ..event };
    // The same payment set aside again is no news.
    let events = if exceptions.is_empty() { Vec::new() } else { vec![event] };
    Effects { exceptions, events, ..Effects::default() }
}

fn faults(request: &PostRemittance) -> Vec<NewException> {
    let payment = &request.payment;
    let mut faults: Vec<NewException> = balance::check(payment)
        .into_iter()
        .map(|imbalance| NewException { segment: Some(imbalance.segment()), ..whole(payment, ExceptionReason::OutOfBalance, &imbalance.to_string()) })
        .collect();
    if !request.policy.pays_us(payment) {
        faults.push(whole(payment, ExceptionReason::NotOurPayee, "The payment names a payee that is not one of ours, so nothing of it was posted."));
    }
    faults
}

fn conflict(payment: &RemittancePayment) -> NewException {
    let message =
        "A payment with this trace number was posted before with other content. Ask the payer which of the two stands, then release or close this one.";
    whole(payment, ExceptionReason::DuplicatePayment, message)
}

fn whole(payment: &RemittancePayment, reason: ExceptionReason, message: &str) -> NewException {
    NewException {
        amount: Some(payment.total_paid),
        payment_id: Some(payment.id()),
        inbound_id: Some(payment.inbound_id.clone()),
        segment: Some(payment.segment),
        ..NewException::new(reason, Disposition::Quarantined, message)
    }
}
