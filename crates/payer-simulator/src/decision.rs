//! The decision: claim and script in, outcome and terms out. Pure, so the same claim always has the same fate.
//!
//! Rules of the script come first, in order; then the marker of the patient control number; then that of the member id;
//! and a claim that asks for nothing is paid.

use crate::claim::ReceivedClaim;
use crate::money::Money;
use crate::outcome::Outcome;
use crate::script::{Rule, Script, Terms};

/// What becomes of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// The terms that hold for this claim.
    pub terms: Terms,
    /// What the patient owes.
    pub share: Share,
}

/// What the patient owes of the allowed amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// First of all, once for a claim.
    pub deductible: Money,
    /// Of what is left of each line, in percent.
    pub coinsurance_percent: u8,
    /// For the visit, once for a claim.
    pub copay: Money,
}

/// Decides a claim.
#[must_use]
pub fn decide(script: &Script, claim: &ReceivedClaim) -> Decision {
    let rule = script.rules.iter().find(|rule| rule.matches(claim));
    let outcome = rule
        .and_then(|rule| rule.outcome)
        .or_else(|| Outcome::asked_by(&claim.patient_control_number))
        .or_else(|| Outcome::asked_by(&claim.subscriber.member_id))
        .unwrap_or(Outcome::Paid);
    let share = match outcome {
        Outcome::Partial => Share { deductible: script.terms.deductible, coinsurance_percent: script.terms.coinsurance_percent, copay: script.terms.copay },
        _ => Share::default(),
    };
    let mut decision = Decision { outcome, terms: script.terms.clone(), share };
    if let Some(rule) = rule {
        decision.apply(rule);
    }
    decision
}

impl Decision {
    /// Puts what a rule says in the place of what holds for all.
    fn apply(&mut self, rule: &Rule) {
        fn put<T: Clone>(place: &mut T, value: Option<&T>) {
            if let Some(value) = value {
                value.clone_into(place);
            }
        }
        let (terms, share) = (&mut self.terms, &mut self.share);
        put(&mut terms.allowed_percent, rule.allowed_percent.as_ref());
        put(&mut terms.corrected_percent, rule.corrected_percent.as_ref());
        put(&mut terms.status, rule.status.as_ref());
        put(&mut share.deductible, rule.deductible.as_ref());
        put(&mut share.copay, rule.copay.as_ref());
        put(&mut share.coinsurance_percent, rule.coinsurance_percent.as_ref());
        terms.reason = rule.reason.clone().or(terms.reason.take());
        terms.remark = rule.remark.clone().or(terms.remark.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::fixtures::claim;

    #[test]
    fn rules_come_before_control_numbers_and_those_before_member_ids() {
        let script = Script::parse("[[rules]]\npatient_control_number = 'PAID-9'\noutcome = 'denied'").expect("a script");
        let mut asked = claim("PAID-9", &[100]);
        assert_eq!(decide(&script, &asked).outcome, Outcome::Denied);
        asked.patient_control_number = "PAID-8".to_owned();
        asked.subscriber.member_id = "DENIED-1".to_owned();
        assert_eq!(decide(&script, &asked).outcome, Outcome::Paid);
        asked.patient_control_number = "A1".to_owned();
        assert_eq!(decide(&script, &asked).outcome, Outcome::Denied);
    }

    #[test]
    fn a_claim_that_asks_for_nothing_is_paid() {
        assert_eq!(decide(&Script::default(), &claim("X1", &[1])).outcome, Outcome::Paid);
    }

    #[test]
    fn a_rule_without_outcome_changes_the_terms_only() {
        let script = Script::parse("[[rules]]\nprocedure = '992'\nallowed_percent = 50\ncopay = '1.00'").expect("a script");
        let decision = decide(&script, &claim("PAID-1", &[1_000]));
        assert_eq!((decision.outcome, decision.terms.allowed_percent), (Outcome::Paid, 50));
        assert_eq!(decision.share.copay, Money::dollars(1));
    }
}
