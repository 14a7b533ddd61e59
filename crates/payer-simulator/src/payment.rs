//! Payments: which claims are paid together, and what is added or withheld apart from any claim.
//!
//! Invariant: a payment's total is the sum of its claims less its provider adjustments, and is never negative: what a provider
//! owes is carried forward (reason FB) and taken back from the next payment.

use jiff::Timestamp;

use crate::adjudication::Adjudication;
use crate::claim::{Provider, ReceivedClaim};
use crate::clock::later;
use crate::decision::Decision;
use crate::identity::{Identity, Purpose};
use crate::money::Money;
use crate::outcome::Outcome;
use crate::script::Script;

/// A claim that was accepted, with the decision on it.
#[derive(Debug, Clone)]
pub(crate) struct AcceptedClaim {
    /// The claim.
    pub(crate) claim: ReceivedClaim,
    /// The decision.
    pub(crate) decision: Decision,
    /// The payer's number for it.
    pub(crate) control_number: String,
}

/// A claim as one payment reports it.
#[derive(Debug, Clone)]
pub(crate) struct ReportedClaim {
    /// The claim.
    pub(crate) claim: ReceivedClaim,
    /// The payer's number for it.
    pub(crate) control_number: String,
    /// What was decided.
    pub(crate) adjudication: Adjudication,
    /// Interest paid for it, which its balance does not count.
    pub(crate) interest: Money,
}

/// An adjustment apart from any claim. A positive amount lowers the payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProviderAdjustment {
    /// Why: `L6` interest, `E3` withholding, `FB` forwarded balance.
    pub(crate) reason: &'static str,
    /// What it refers to.
    pub(crate) reference: String,
    /// How much; never zero.
    pub(crate) amount: Money,
}

/// One payment to one provider.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    /// Who is paid.
    pub(crate) provider: Provider,
    /// The check or transfer number.
    pub(crate) trace_number: String,
    /// When it is paid.
    pub(crate) at: Timestamp,
    /// The claims.
    pub(crate) claims: Vec<ReportedClaim>,
    /// Adjustments apart from any claim.
    pub(crate) provider_adjustments: Vec<ProviderAdjustment>,
    /// How it is sent.
    pub(crate) delivery: Delivery,
}

/// How a payment's remittance is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Delivery {
    /// Once.
    Once,
    /// Twice, in two envelopes.
    Twice,
    /// Once, with a total that its claims do not explain.
    Unbalanced,
}

/// What a provider owes since a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenBalance {
    /// The NPI of the provider.
    pub(crate) npi: String,
    /// The trace number of the payment that carried it forward.
    pub(crate) trace_number: String,
    /// How much.
    pub(crate) amount: Money,
    /// Since when.
    pub(crate) at: Timestamp,
}

impl Payment {
    /// The sum of the claims less the provider adjustments.
    pub(crate) fn total(&self) -> Money {
        let claims: Money = self.claims.iter().map(|one| one.adjudication.paid()).sum();
        let adjusted: Money = self.provider_adjustments.iter().map(|one| one.amount).sum();
        claims - adjusted
    }

    /// What the remittance says that is paid: the total, unless it is to be wrong.
    pub(crate) fn stated_total(&self) -> Money {
        match self.delivery {
            Delivery::Unbalanced => self.total() + Money::dollars(1),
            Delivery::Once | Delivery::Twice => self.total(),
        }
    }

    /// Adds an adjustment, unless it is nothing.
    fn adjust(&mut self, reason: &'static str, reference: String, amount: Money) {
        if !amount.is_zero() {
            self.provider_adjustments.push(ProviderAdjustment { reason, reference, amount });
        }
    }

    /// Takes back what the provider owes, as far as the payment goes.
    fn take_back(&mut self, balances: &mut [OpenBalance]) {
        for balance in balances {
            if balance.npi == self.provider.npi && balance.at <= self.at {
                let taken = balance.amount.min(self.total());
                self.adjust("FB", balance.trace_number.clone(), taken);
                balance.amount = balance.amount - taken;
            }
        }
    }

    /// Carries forward what the provider owes, so that the total is not negative.
    fn carry_forward(&mut self) -> Option<OpenBalance> {
        let total = self.total();
        (total < Money::ZERO).then(|| {
            self.adjust("FB", self.trace_number.clone(), total);
            OpenBalance { npi: self.provider.npi.clone(), trace_number: self.trace_number.clone(), amount: -total, at: self.at }
        })
    }
}

/// Plans the payments for the accepted claims of one submission, first those that pay, then those that take back and correct.
pub(crate) fn plan(script: &Script, identity: &Identity, at: Timestamp, claims: &[AcceptedClaim], balances: &mut Vec<OpenBalance>) -> Vec<Payment> {
    let paid_at = later(at, script.timing.remit_after_seconds);
    let corrected_at = later(paid_at, script.timing.reverse_after_seconds);
    let mut payments = Vec::new();
    for (provider, delivery, group) in groups(claims) {
        let purpose = Purpose::Payment(delivery);
        let mut payment = empty(identity, provider, purpose, paid_at, delivery);
        group.iter().for_each(|one| pay(&mut payment, one));
        payment.take_back(balances);
        balances.retain(|balance| !balance.amount.is_zero());
        payments.push(payment);
    }
    for (provider, _, group) in groups(claims) {
        let mut payment = empty(identity, provider, Purpose::Correction, corrected_at, Delivery::Once);
        group.iter().for_each(|one| correct(&mut payment, one));
        if !payment.claims.is_empty() {
            balances.extend(payment.carry_forward());
            payments.push(payment);
        }
    }
    payments
}

fn empty(identity: &Identity, provider: &Provider, purpose: Purpose, at: Timestamp, delivery: Delivery) -> Payment {
    Payment {
        provider: provider.clone(),
        trace_number: identity.trace_number(provider, purpose),
        at,
        claims: Vec::new(),
        provider_adjustments: Vec::new(),
        delivery,
    }
}

/// The claims by provider and by how they are sent, in a fixed order.
fn groups(claims: &[AcceptedClaim]) -> Vec<(&Provider, Delivery, Vec<&AcceptedClaim>)> {
    let mut groups: Vec<(&Provider, Delivery, Vec<&AcceptedClaim>)> = Vec::new();
    for one in claims.iter().filter(|one| one.decision.outcome.is_remitted()) {
        let key = (&one.claim.billing_provider, delivery_of(one));
        match groups.iter_mut().find(|group| (group.0, group.1) == key) {
            Some(group) => group.2.push(one),
            None => groups.push((key.0, key.1, vec![one])),
        }
    }
    groups
}

fn delivery_of(one: &AcceptedClaim) -> Delivery {
    match one.decision.outcome {
        Outcome::Dup => Delivery::Twice,
        Outcome::Unbalanced => Delivery::Unbalanced,
        _ => Delivery::Once,
    }
}

/// Pays a claim, with what goes with it apart from the claim.
fn pay(payment: &mut Payment, one: &AcceptedClaim) {
    let adjudication = Adjudication::of(&one.claim, &one.decision);
    let paid = adjudication.paid();
    let terms = &one.decision.terms;
    let mut interest = Money::ZERO;
    match one.decision.outcome {
        Outcome::Interest => {
            interest = paid.percent(terms.interest_percent);
            payment.adjust("L6", one.control_number.clone(), -interest);
        }
        Outcome::Withhold => {
            let withheld = paid.percent(terms.withhold_percent);
            payment.adjust("E3", one.control_number.clone(), withheld);
        }
        _ => {}
    }
    payment.claims.push(reported(one, adjudication, interest));
}

/// Reverses a claim and reports its correction, if the decision says so.
fn correct(payment: &mut Payment, one: &AcceptedClaim) {
    let first = Adjudication::of(&one.claim, &one.decision);
    if let Some(corrected) = Adjudication::corrected(&one.claim, &one.decision) {
        let claims = [first.reversed(), corrected].map(|each| reported(one, each, Money::ZERO));
        payment.claims.extend(claims);
    }
}

fn reported(one: &AcceptedClaim, adjudication: Adjudication, interest: Money) -> ReportedClaim {
    ReportedClaim { claim: one.claim.clone(), control_number: one.control_number.clone(), adjudication, interest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::fixtures::claim;
    use crate::decision::decide;

    fn accepted(patient_control_number: &str) -> AcceptedClaim {
        let claim = claim(patient_control_number, &[10_000]);
        AcceptedClaim { decision: decide(&Script::default(), &claim), control_number: format!("C{patient_control_number}"), claim }
    }

    fn planned(markers: &[&str], balances: &mut Vec<OpenBalance>) -> Vec<Payment> {
        let claims: Vec<_> = markers.iter().map(|one| accepted(one)).collect();
        let identity = Identity::new("", "id", b"payload");
        plan(&Script::default(), &identity, Timestamp::UNIX_EPOCH, &claims, balances)
    }

    #[test]
    fn a_payment_is_its_claims_less_its_provider_adjustments() {
        let payments = planned(&["PAID-1", "INTEREST-1", "WITHHOLD-1"], &mut Vec::new());
        assert_eq!(payments.len(), 1);
        let adjustments = &payments[0].provider_adjustments;
        let amounts: Vec<_> = adjustments.iter().map(|one| (one.reason, one.amount)).collect();
        assert_eq!(amounts, [("L6", Money::cents(-160)), ("E3", Money::dollars(8))]);
        assert_eq!(payments[0].total(), Money::cents(24_000 + 160 - 800));
    }

    #[test]
    fn a_reversal_comes_in_a_later_payment_under_another_trace_number() {
        let payments = planned(&["REVERSED-1", "PAID-2"], &mut Vec::new());
        let [first, second] = &payments[..] else { panic!("two payments are expected") };
        assert_ne!(first.trace_number, second.trace_number);
        let statuses: Vec<_> = second.claims.iter().map(|one| one.adjudication.status).collect();
        assert_eq!(statuses, ["22", "1"]);
        assert_eq!(second.total(), Money::dollars(10));
    }

    #[test]
    fn what_a_provider_owes_is_carried_forward_and_taken_from_the_next_payment() {
        let mut balances = Vec::new();
        let payments = planned(&["FORWARD-1"], &mut balances);
        assert_eq!(payments[1].total(), Money::ZERO);
        assert_eq!(balances[0].amount, Money::dollars(80));
        let next = planned(&["PARTIAL-1"], &mut balances);
        assert_eq!(next[0].total(), Money::ZERO);
        assert_eq!(balances[0].amount, Money::dollars(46));
        let last = planned(&["PAID-1"], &mut balances);
        assert_eq!(last[0].total(), Money::dollars(34));
        assert_eq!(last[0].provider_adjustments[0].reference, payments[1].trace_number);
        assert!(balances.is_empty());
    }

    #[test]
    fn what_is_sent_twice_or_wrong_travels_apart_from_the_rest() {
        let payments = planned(&["PAID-1", "DUP-1", "UNBALANCED-1", "DENIED-1"], &mut Vec::new());
        let claims: Vec<_> = payments.iter().map(|one| (one.delivery, one.claims.len())).collect();
        let expected = [(Delivery::Once, 2), (Delivery::Twice, 1), (Delivery::Unbalanced, 1)];
        assert_eq!(claims, expected);
        assert_ne!(payments[2].stated_total(), payments[2].total());
    }
}
