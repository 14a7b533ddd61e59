//! An inpatient claim with a procedure names who operated.

use x12_findings::{Rule, Severity};

use super::INPATIENT;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "operating-physician-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim with a procedure names no operating physician",
        reason: "Who operated answers for the procedure.",
        source: "UB-04 data set, form locator 77; public companion guides for 837I, loop 2310B",
        example: "HI*BBR without loop 2310B",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[principal-procedure]"), Condition::Is("CLM05-1", INPATIENT)]),
    demand: Demand::Required("2310B"),
    help: "Add loop 2310B with the NPI of the operating physician.",
};
