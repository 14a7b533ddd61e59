//! A line names a referring provider that differs from the claim's.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-referring-provider-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line names the referring provider of its claim again",
        reason: "A line names a provider only where it has another than its claim.",
        source: "guide 005010X222A1, loop 2420F: asked for where it differs from loop 2310A",
        example: "2420F NM109 = 2310A NM109",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("2420F/NM109"),
    demand: Demand::Custom(&["2420F/NM1", "2310A/NM1"], check),
    help: "Leave loop 2420F out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2420F/NM1", "2310A/NM1", found);
}
