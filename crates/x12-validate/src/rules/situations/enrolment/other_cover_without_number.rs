//! Coordinated coverage has a number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-cover-without-number",
        severity: Severity::Warning,
        snip: 4,
        title: "Other coverage that is coordinated has no policy number",
        reason: "The plans settle between them by this number.",
        source: "guide 005010X220A1, COB02 and COB03; public companion guides for 834",
        example: "COB*P**1",
    },
    sets: &["834"],
    within: &["2320"],
    when: Condition::Is("COB03", &["1"]),
    demand: Demand::Required("COB02"),
    help: "Send the policy or group number of the other plan.",
};
