//! A referring provider is another than the attending one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "referring-provider-is-attending",
        severity: Severity::Warning,
        snip: 4,
        title: "The referring provider is the attending provider",
        reason: "A referral comes from somebody else.",
        source: "guide 005010X223A2, loop 2310F: asked for of outpatients where it differs from the attending provider",
        example: "2310F NM109 = 2310A NM109",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("2310F/NM109"),
    demand: Demand::Custom(&["2310F/NM1", "2310A/NM1"], check),
    help: "Leave loop 2310F out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310F/NM1", "2310A/NM1", found);
}
