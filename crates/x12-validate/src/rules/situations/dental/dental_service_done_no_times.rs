//! A dental service was done at least once.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dental-service-done-no-times",
        severity: Severity::Warning,
        snip: 4,
        title: "A dental service was done no times",
        reason: "What was done no times is not paid.",
        source: "ADA claim form instructions, item 29b: the quantity, from 01",
        example: "SV306 = 0",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Holds("SV306", is_nothing),
    demand: Demand::Meets("SV306", is_something, "1 or more"),
    help: "Send how often it was done.",
};

fn is_nothing(value: &[u8]) -> bool {
    value.iter().all(|byte| matches!(byte, b'0' | b'.'))
}

fn is_something(value: &[u8]) -> bool {
    !is_nothing(value)
}
