//! A line names a rendering provider that differs from the claim's.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-rendering-provider-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line names the rendering provider of its claim again",
        reason: "A line names a provider only where it has another than its claim.",
        source: "guides 005010X222A1 and 005010X224A2, loop 2420A: asked for where it differs from loop 2310B",
        example: "2420A NM109 = 2310B NM109",
    },
    sets: &["837P", "837D"],
    within: &["2400"],
    when: Condition::Present("2420A/NM109"),
    demand: Demand::Custom(&["2420A/NM1", "2310B/NM1"], check),
    help: "Leave loop 2420A out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2420A/NM1", "2310B/NM1", found);
}
