//! A surface is of a tooth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "surface-without-tooth",
        severity: Severity::Warning,
        snip: 4,
        title: "A surface is named without its tooth",
        reason: "The plan keeps a history of each tooth.",
        source: "ADA claim form instructions, items 27 and 28; guide 005010X224A2, TOO02",
        example: "TOO*JP**M",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::All(&[Condition::Present("TOO03-1"), Condition::Absent("TOO02")]),
    demand: Demand::Required("TOO02"),
    help: "Add the tooth in TOO02.",
};
