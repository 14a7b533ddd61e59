//! A claim does not charge less than nothing.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "charge-negative",
        severity: Severity::Error,
        snip: 4,
        title: "The charge of the claim is less than 0",
        reason: "Money is given back by voiding or replacing the claim that it was paid for.",
        source: "public edits for 5010 claims: CLM02 is 0 or more (status A7, 178)",
        example: "CLM02 = -125",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Holds("CLM02", is_negative), Condition::Holds("2400/SV102", is_negative)]),
    demand: Demand::Meets("CLM02", is_not_negative, "0 or more"),
    help: "Void or replace the earlier claim (CLM05-3 8 or 7) instead.",
};

fn is_negative(value: &[u8]) -> bool {
    value.starts_with(b"-")
}

fn is_not_negative(value: &[u8]) -> bool {
    !is_negative(value)
}
