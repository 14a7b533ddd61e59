//! A spend down has an amount.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "spend-down-without-amount",
        severity: Severity::Warning,
        snip: 4,
        title: "A spend down has no amount",
        reason: "The plan pays only when the patient has spent this much.",
        source: "X12 code list 1390: Y is a spend down; guide 005010X279A1, EB07",
        example: "EB*Y**30",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["Y"]),
    demand: Demand::Required("EB07"),
    help: "Ask the payer for the amount.",
};
