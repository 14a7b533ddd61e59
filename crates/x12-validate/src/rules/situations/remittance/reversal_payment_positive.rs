//! A reversal pays nothing.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reversal-payment-positive",
        severity: Severity::Warning,
        snip: 4,
        title: "A reversal pays",
        reason: "A reversal takes back what was paid.",
        source: "X12 interpretations 1147, 1429 and 2442: a reversal negates charge, payment and adjustments",
        example: "CLP*PCN4*22*-125*80",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("CLP02", &["22"]),
    demand: Demand::Meets("CLP04", amounts::is_not_positive, "0 or less"),
    help: "Send the payment of the first remittance with the other sign.",
};
