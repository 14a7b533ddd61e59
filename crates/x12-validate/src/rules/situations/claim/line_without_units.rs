//! A line has units above zero.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-without-units",
        severity: Severity::Error,
        snip: 4,
        title: "A service line has no units",
        reason: "What was done no times is not paid.",
        source: "CMS edits for 837P, 2400 SV104",
        example: "SV104 = 0",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Holds("SV104", is_nothing),
    demand: Demand::Meets("SV104", is_something, "more than 0"),
    help: "Put the number of units or minutes there.",
};

fn is_nothing(value: &[u8]) -> bool {
    value.iter().all(|byte| matches!(byte, b'0' | b'.'))
}

fn is_something(value: &[u8]) -> bool {
    !is_nothing(value)
}
