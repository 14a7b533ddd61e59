//! An organization has no first name.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "organization-named-as-person",
        severity: Severity::Warning,
        snip: 4,
        title: "An organization has a first name",
        reason: "A system that reads a person here looks for somebody who does not exist.",
        source: "X12.22, NM102: 2 is an organization, whose whole name is NM103",
        example: "NM1*1P*2*DOE CLINIC*JOHN",
    },
    sets: &["270", "271", "276", "277", "277CA"],
    within: &["2100B", "2100C"],
    when: Condition::Is("NM102", &["2"]),
    demand: Demand::NotUsed("NM104"),
    help: "Send 1 in NM102 for a person, or the whole name in NM103.",
};
