//! A managed care coordinator is named.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "care-coordinator-unnamed",
        severity: Severity::Warning,
        snip: 4,
        title: "A managed care coordinator is told of and not named",
        reason: "Care has to be agreed with the coordinator.",
        source: "X12 code list 1390: MC is the managed care coordinator; guide 005010X279A1, loop 2120",
        example: "EB*MC**30 without loop 2120",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["MC"]),
    demand: Demand::OneOf(&["LS2120/LS", "MSG"]),
    help: "Ask the payer for the coordinator.",
};
