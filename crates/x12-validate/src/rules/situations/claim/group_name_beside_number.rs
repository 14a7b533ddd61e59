//! A group is named by its number or by its name.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "group-name-beside-number",
        severity: Severity::Warning,
        snip: 4,
        title: "A group has a number and a name",
        reason: "Payers find the plan by the group number; the name is for groups without one.",
        source: "guides of the 837, SBR04: asked for where SBR03 is not sent",
        example: "SBR03 = GRP1 with SBR04 = ACME STAFF",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B", "2320"],
    when: Condition::All(&[Condition::Present("SBR03"), Condition::Present("SBR04")]),
    demand: Demand::NotUsed("SBR04"),
    help: "Leave SBR04 out.",
};
