//! A rendering provider is another than the attending one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "rendering-provider-is-attending",
        severity: Severity::Warning,
        snip: 4,
        title: "The rendering provider is the attending provider",
        reason: "The attending provider answers for the whole claim; another is named only where another gave the service.",
        source: "guide 005010X223A2, loop 2310D: asked for where it differs from the attending provider",
        example: "2310D NM109 = 2310A NM109",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("2310D/NM109"),
    demand: Demand::Custom(&["2310D/NM1", "2310A/NM1"], check),
    help: "Leave loop 2310D out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310D/NM1", "2310A/NM1", found);
}
