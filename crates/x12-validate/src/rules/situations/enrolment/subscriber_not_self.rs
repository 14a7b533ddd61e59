//! A subscriber is himself.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "subscriber-not-self",
        severity: Severity::Warning,
        snip: 4,
        title: "A subscriber is related to a subscriber",
        reason: "The subscriber is 18, the member himself; a dependent would be enrolled under nobody.",
        source: "X12 code lists 1073 and 1069; common practice (traced to no one guide) in the 834: INS02 is 18 where INS01 is Y",
        example: "INS*Y*19*021",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS01", &["Y"]),
    demand: Demand::Codes("INS02", &["18"]),
    help: "Send 18 in INS02, or N in INS01.",
};
