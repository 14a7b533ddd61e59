//! An admitting diagnosis is of inpatients.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admitting-diagnosis-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim has an admitting diagnosis",
        reason: "Nobody was admitted; outpatients have a reason for the visit.",
        source: "guide 005010X223A2, HI*ABJ: for inpatient admissions; UB-04 data set, form locator 69",
        example: "CLM05-1 = 13 with HI*ABJ",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[admitting-diagnosis]"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("HI[admitting-diagnosis]"),
    help: "Leave HI*ABJ out, and send HI*APR.",
};
