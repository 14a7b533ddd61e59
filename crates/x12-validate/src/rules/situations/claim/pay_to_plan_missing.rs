//! A subrogation claim names the plan to pay to.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "pay-to-plan-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A claim of one plan to another names no plan to pay to",
        reason: "A plan that claims back what it paid must say where the money goes.",
        source: "guide 005010X222A1, BHT06 and loop 2010AC; public companion guides on Medicaid subrogation",
        example: "BHT06 = 31 without loop 2010AC",
    },
    sets: &["837P"],
    within: &["2000A"],
    when: Condition::Is("ST/BHT06", &["31"]),
    demand: Demand::Required("2010AC"),
    help: "Add loop 2010AC, or send BHT06 CH.",
};
