//! An outpatient claim was not decided on as a stay.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "inpatient-decision-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim has the decision of another payer on a stay",
        reason: "The facts of MIA are of days and of groups, which an outpatient has not.",
        source: "guide 005010X223A2, MIA: decisions on inpatient claims; MOA for outpatient ones",
        example: "CLM05-1 = 13 with MIA",
    },
    sets: &["837I"],
    within: &["2320"],
    when: Condition::All(&[Condition::Present("MIA"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("MIA"),
    help: "Send MOA instead, or correct CLM05-1.",
};
