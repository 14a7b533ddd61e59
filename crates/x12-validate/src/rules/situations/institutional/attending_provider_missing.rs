//! An inpatient claim names the attending provider.

use x12_findings::{Rule, Severity};

use super::INPATIENT;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "attending-provider-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An inpatient claim names no attending provider",
        reason: "The attending provider answers for the stay.",
        source: "UB-04 data set, form locator 76; public companion guides for 837I, loop 2310A",
        example: "CLM05-1 = 11 without loop 2310A",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("CLM05-1", INPATIENT),
    demand: Demand::Required("2310A"),
    help: "Add loop 2310A with the NPI of the attending provider.",
};
