//! An hour of discharge is of inpatients.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "discharge-hour-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim has an hour of discharge",
        reason: "Only who was admitted is discharged.",
        source: "guide 005010X223A2, DTP*096: for inpatient claims; UB-04 data set, form locator 16",
        example: "CLM05-1 = 13 with DTP*096",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("DTP[096]"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("DTP[096]"),
    help: "Leave DTP*096 out.",
};
