//! What work has caused began on some day.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "work-injury-undated",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim that work has caused has no date of the accident or the illness",
        reason: "The insurer at that day has to pay.",
        source: "CMS 1500 instructions, items 10a and 14; workers' compensation guides of the states, DTP*439 and DTP*431",
        example: "CLM11-1 = EM without DTP*439 and DTP*431",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Any(&[Condition::Is("CLM11-1", &["EM"]), Condition::Is("CLM11-2", &["EM"])]),
    demand: Demand::OneOf(&["DTP[439]", "DTP[431]"]),
    help: "Add DTP*439 (accident) or DTP*431 (illness).",
};
