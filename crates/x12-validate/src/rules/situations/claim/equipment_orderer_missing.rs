//! Certified equipment was ordered by somebody.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "equipment-orderer-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "Certified equipment names no ordering provider",
        reason: "Medicare pays for equipment only on the order of a physician whom it knows.",
        source: "Medicare Claims Processing Manual, chapter 20, on orders for equipment; guide 005010X222A1, loop 2420E",
        example: "CR3 without loop 2420E",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Any(&[Condition::Present("CR3"), Condition::Present("PWK[equipment-certificate]")]),
    demand: Demand::Required("2420E"),
    help: "Add loop 2420E with the physician who ordered it.",
};
