//! The conditions of a transport stand beside the transport.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "ambulance-condition-without-transport",
        severity: Severity::Warning,
        snip: 6,
        title: "The claim gives the conditions of an ambulance transport, and not the transport",
        reason: "Conditions alone do not tell what was done.",
        source: "guide 005010X222A1, CR1 and CRC*07; Medicare Claims Processing Manual, chapter 15",
        example: "CRC*07 without CR1",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("CRC[07]"), Condition::Absent("CR1"), Condition::Absent("2400/CR1")]),
    demand: Demand::OneOf(&["CR1", "2400/CR1"]),
    help: "Add CR1, or leave CRC*07 out.",
};
