//! A reversal negates the charge.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reversal-charge-positive",
        severity: Severity::Error,
        snip: 4,
        title: "A reversal does not negate the charge",
        reason: "A reversal takes the claim back; posted as it stands, the claim would count twice.",
        source: "X12 interpretations 1147, 1429 and 2442: a reversal negates charge, payment and adjustments",
        example: "CLP*PCN4*22*125*-80",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("CLP02", &["22"]),
    demand: Demand::Meets("CLP03", amounts::is_not_positive, "0 or less"),
    help: "Send the charge of the first remittance with the other sign.",
};
