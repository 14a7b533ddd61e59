//! An inpatient claim says how urgent the admission was.

use x12_findings::{Rule, Severity};

use super::INPATIENT;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admission-type-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An inpatient claim does not say how urgent the admission was",
        reason: "Payers check emergency stays and planned ones by different rules.",
        source: "UB-04 data set, form locator 14; public companion guides for 837I, CL101",
        example: "CL1**1*01 on a claim with CLM05-1 = 11",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("CLM05-1", INPATIENT),
    demand: Demand::Required("CL101"),
    help: "Put the type of admission into CL101.",
};
