//! A DRG weight has its DRG.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "group-weight-without-group",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim has the weight of a diagnosis related group, and not the group",
        reason: "A weight without its group cannot be held against the contract.",
        source: "CMS, inpatient prospective payment: each DRG has its weight; CLP11 and CLP12",
        example: "CLP ... **1.85",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Present("CLP12"),
    demand: Demand::Required("CLP11"),
    help: "Send the group in CLP11.",
};
