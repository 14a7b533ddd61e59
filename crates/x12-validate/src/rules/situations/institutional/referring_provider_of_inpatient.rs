//! A referring provider is named on outpatient claims.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "referring-provider-of-inpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An inpatient claim names a referring provider",
        reason: "An inpatient has an attending provider, who answers for the stay.",
        source: "guide 005010X223A2, loop 2310F: for outpatient claims",
        example: "CLM05-1 = 11 with loop 2310F",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("2310F"), Condition::Is("CLM05-1", super::INPATIENT)]),
    demand: Demand::NotUsed("2310F"),
    help: "Leave loop 2310F out.",
};
