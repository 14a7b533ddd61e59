//! A drug was given in some quantity.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "drug-without-quantity",
        severity: Severity::Error,
        snip: 4,
        title: "The quantity of a drug is 0",
        reason: "The rebate and the price are reckoned from the quantity.",
        source: "guides 005010X222A1 and 005010X223A2, CTP04: the quantity given; Medicaid drug rebate instructions",
        example: "CTP****0*ML",
    },
    sets: &["837P", "837I"],
    within: &["2410"],
    when: Condition::Holds("CTP04", is_nothing),
    demand: Demand::Meets("CTP04", is_something, "more than 0"),
    help: "Send how much was given.",
};

fn is_nothing(value: &[u8]) -> bool {
    value.iter().all(|byte| matches!(byte, b'0' | b'.'))
}

fn is_something(value: &[u8]) -> bool {
    !is_nothing(value)
}
