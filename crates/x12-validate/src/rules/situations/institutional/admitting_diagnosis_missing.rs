//! An inpatient claim has an admitting diagnosis.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admitting-diagnosis-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An inpatient claim has no admitting diagnosis",
        reason: "The payer checks whether the admission was needed by what was known then.",
        source: "UB-04 data set, form locator 69; public companion guides for 837I, HI*ABJ",
        example: "CLM05-1 = 11 without HI*ABJ",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("CLM05-1", &["11", "12", "18", "21", "22", "41"]),
    demand: Demand::Required("HI[admitting-diagnosis]"),
    help: "Add HI*ABJ with the diagnosis at admission.",
};
