//! A deductible has a period.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "deductible-without-period",
        severity: Severity::Warning,
        snip: 4,
        title: "A deductible does not say for which period",
        reason: "The same amount means one thing for the year and another for what is left of it.",
        source: "CAQH CORE eligibility rules on patient liability: base and remaining amounts, told apart by EB06",
        example: "EB*C*IND*30****500",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["C"]),
    demand: Demand::Required("EB06"),
    help: "Ask the payer whether the amount is for the year (EB06 22 or 23) or what is left (29).",
};
