//! A line does not charge less than nothing.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-charge-negative",
        severity: Severity::Warning,
        snip: 4,
        title: "The charge of a line is less than 0",
        reason: "Payers price each line by itself; a discount has no line of its own.",
        source: "public edits for 5010 claims: SV102 is 0 or more",
        example: "SV102 = -25",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Holds("SV102", is_negative),
    demand: Demand::Meets("SV102", is_not_negative, "0 or more"),
    help: "Take the discount off the lines that it is for.",
};

fn is_negative(value: &[u8]) -> bool {
    value.starts_with(b"-")
}

fn is_not_negative(value: &[u8]) -> bool {
    !is_negative(value)
}
