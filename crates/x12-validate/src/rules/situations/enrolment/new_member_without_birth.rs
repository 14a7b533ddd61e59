//! A new member has a date of birth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "new-member-without-birth",
        severity: Severity::Warning,
        snip: 4,
        title: "A new member has no date of birth",
        reason: "Premiums and coverage depend on age.",
        source: "common practice (traced to no one guide) in the 834: DMG where INS03 is 021",
        example: "INS*N*19*021*28*A without DMG",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS03", &["021"]),
    demand: Demand::Required("2100A/DMG"),
    help: "Send the date of birth (DMG).",
};
