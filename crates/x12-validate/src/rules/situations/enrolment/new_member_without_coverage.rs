//! A new member has coverage.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "new-member-without-coverage",
        severity: Severity::Warning,
        snip: 4,
        title: "A new member has no coverage",
        reason: "The insurer knows a person and no plan.",
        source: "common practice (traced to no one guide) in the 834: loop 2300 where INS03 is 021",
        example: "INS*N*19*021*28*A without HD",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS03", &["021"]),
    demand: Demand::Required("2300"),
    help: "Send the coverage (HD and DTP).",
};
