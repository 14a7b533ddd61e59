//! An unplanned outpatient visit has a reason.

use x12_findings::{Rule, Severity};

use super::EMERGENCY;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "visit-reason-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An unplanned outpatient visit has no reason",
        reason: "The payer decides by the reason that the patient came with.",
        source: "UB-04 data set, form locator 70; public companion guides for 837I, HI*APR",
        example: "CLM05-1 = 13 with revenue code 0450 and no HI*APR",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("CLM05-1", &["13", "85"]), Condition::Is("CL101", &["1", "2", "5"]), Condition::Is("2400/SV201", EMERGENCY)]),
    demand: Demand::Required("HI[reason-for-the-visit]"),
    help: "Add HI*APR with the reason.",
};
