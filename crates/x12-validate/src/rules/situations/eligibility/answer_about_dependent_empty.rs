//! An answer about a dependent tells a benefit or a reason.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "answer-about-dependent-empty",
        severity: Severity::Warning,
        snip: 4,
        title: "An answer about a dependent tells no benefit and no reason",
        reason: "Whoever asked cannot tell covered from refused.",
        source: "CAQH CORE eligibility rules: a benefit (EB) or the reason why there is none (AAA)",
        example: "loop 2100D without EB and AAA",
    },
    sets: &["271"],
    within: &["2000D"],
    when: Condition::Always,
    demand: Demand::OneOf(&["2100D/2110D", "2100D/AAA"]),
    help: "Ask the payer again.",
};
