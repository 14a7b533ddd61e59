//! A diagnosis related group is of a stay.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-group-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim has a diagnosis related group",
        reason: "The groups are of inpatient stays.",
        source: "guide 005010X223A2, HI*DR: for inpatients; UB-04 data set, form locator 71",
        example: "CLM05-1 = 13 with HI*DR",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[DR]"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("HI[DR]"),
    help: "Leave HI*DR out.",
};
