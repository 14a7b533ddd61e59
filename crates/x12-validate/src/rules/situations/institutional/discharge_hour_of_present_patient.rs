//! Who is still a patient has no hour of discharge.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "discharge-hour-of-present-patient",
        severity: Severity::Warning,
        snip: 6,
        title: "A patient who is still there has an hour of discharge",
        reason: "One of the two is wrong, and the length of the stay depends on it.",
        source: "UB-04 data set, form locators 16 and 17: the hour belongs to a discharge",
        example: "CL103 = 30 with DTP*096",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("DTP[096]"), Condition::Is("CL103", &["30"])]),
    demand: Demand::NotUsed("DTP[096]"),
    help: "Leave DTP*096 out, or correct CL103.",
};
