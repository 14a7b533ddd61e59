//! A line of a reversal negates the charge.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reversal-line-positive",
        severity: Severity::Warning,
        snip: 4,
        title: "A line of a reversal does not negate the charge",
        reason: "A reversal takes every line back.",
        source: "X12 interpretations 1147, 1429 and 2442: a reversal negates charge, payment and adjustments",
        example: "SVC*HC:99213*125*80 with CLP02 = 22",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::Is("2100/CLP02", &["22"]),
    demand: Demand::Meets("SVC02", amounts::is_not_positive, "0 or less"),
    help: "Send the charge of the line with the other sign.",
};
