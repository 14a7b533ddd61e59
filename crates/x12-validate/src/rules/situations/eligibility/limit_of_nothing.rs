//! A limitation says its limit.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "limit-of-nothing",
        severity: Severity::Warning,
        snip: 4,
        title: "A limitation does not say what is limited",
        reason: "The patient cannot be told how many visits or how much money is left.",
        source: "guide 005010X279A1, EB01 F with EB07, EB08, EB09, HSD or MSG",
        example: "EB*F*IND*98",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::All(&[
        Condition::Is("EB01", &["F"]),
        Condition::Absent("EB07"),
        Condition::Absent("EB08"),
        Condition::Absent("EB10"),
        Condition::Absent("DTP"),
    ]),
    demand: Demand::OneOf(&["HSD", "MSG"]),
    help: "Ask the payer for the amount (EB07), the percentage (EB08) or the number (EB09 and EB10).",
};
