//! A payment is not negative.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-below-zero",
        severity: Severity::Warning,
        snip: 4,
        title: "A payment is below zero",
        reason: "No payer moves less than nothing; what is left over is carried forward (PLB FB).",
        source: "X12 interpretation 222: BPR02 is not negative",
        example: "BPR*I*-25*C*CHK",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Holds("BPR02", amounts::is_negative),
    demand: Demand::Meets("BPR02", amounts::is_not_negative, "0 or more"),
    help: "Carry the difference forward with PLB FB, so that the payment is 0.",
};
