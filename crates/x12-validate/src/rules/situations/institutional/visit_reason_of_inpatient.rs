//! The reason for a visit is of outpatients.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "visit-reason-of-inpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An inpatient claim has a reason for an outpatient visit",
        reason: "What brought an inpatient is the admitting diagnosis.",
        source: "guide 005010X223A2, HI*APR: for outpatient visits; UB-04 data set, form locator 70",
        example: "CLM05-1 = 11 with HI*APR",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[reason-for-the-visit]"), Condition::Is("CLM05-1", super::INPATIENT)]),
    demand: Demand::NotUsed("HI[reason-for-the-visit]"),
    help: "Leave HI*APR out, and send HI*ABJ.",
};
