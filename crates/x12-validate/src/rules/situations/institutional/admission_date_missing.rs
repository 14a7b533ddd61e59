//! An inpatient claim says when the patient was admitted.

use x12_findings::{Rule, Severity};

use super::INPATIENT;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admission-date-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An inpatient claim has no date of admission",
        reason: "The payer pays for the stay from this date on.",
        source: "UB-04 data set, form locator 12; public companion guides for 837I, DTP*435",
        example: "CLM05-1 = 11 without DTP*435",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("CLM05-1", INPATIENT),
    demand: Demand::Required("DTP[admission]"),
    help: "Add DTP*435 with the date and hour of admission.",
};
