//! Presence on admission is told of inpatients.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "presence-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim says whether the diagnosis was present on admission",
        reason: "The indicator is for stays; nobody was admitted.",
        source: "CMS on the present on admission indicator: for inpatient stays; UB-04 data set, form locator 67",
        example: "CLM05-1 = 13 with HI01-9 = Y",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[principal-diagnosis]01-9"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("HI[principal-diagnosis]01-9"),
    help: "Leave HI01-9 out.",
};
