//! An inpatient came from somewhere.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "point-of-origin-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An inpatient claim does not say where the patient came from",
        reason: "Transfers are paid otherwise than admissions from home.",
        source: "UB-04 data set, form locator 15; Medicare Claims Processing Manual, chapter 25",
        example: "CL1*1**01 with CLM05-1 = 11",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Absent("CL102"), Condition::Is("CLM05-1", super::INPATIENT)]),
    demand: Demand::Required("CL102"),
    help: "Add the point of origin in CL102.",
};
