//! An answer tells a benefit or a reason.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "answer-about-subscriber-empty",
        severity: Severity::Warning,
        snip: 4,
        title: "An answer about a subscriber tells no benefit and no reason",
        reason: "Whoever asked cannot tell covered from refused.",
        source: "CAQH CORE eligibility rules: a benefit (EB) or the reason why there is none (AAA)",
        example: "loop 2100C without EB and AAA",
    },
    sets: &["271"],
    within: &["2000C"],
    when: Condition::Absent("2000D"),
    demand: Demand::OneOf(&["2100C/2110C", "2100C/AAA"]),
    help: "Ask the payer again.",
};
