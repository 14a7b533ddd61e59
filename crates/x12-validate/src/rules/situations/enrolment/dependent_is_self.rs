//! A dependent is not the subscriber.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dependent-is-self",
        severity: Severity::Warning,
        snip: 4,
        title: "A dependent has the relationship of the subscriber",
        reason: "The insurer would enrol two subscribers under one number.",
        source: "X12 code lists 1073 and 1069; common practice (traced to no one guide) in the 834: INS02 is 18 for the subscriber alone",
        example: "INS*N*18*021",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS01", &["N"]),
    demand: Demand::Meets("INS02", is_not_self, "a relationship other than 18"),
    help: "Send the relationship, such as 01 or 19, or Y in INS01.",
};

fn is_not_self(relationship: &[u8]) -> bool {
    relationship != b"18"
}
