//! Who assists is not who operates.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "assistant-is-rendering-provider",
        severity: Severity::Warning,
        snip: 4,
        title: "The assistant surgeon is the rendering provider",
        reason: "An assistant helps somebody else, and is paid a part.",
        source: "guide 005010X224A2, loops 2310B and 2310D: the surgeon and the one who assists",
        example: "2310D NM109 = 2310B NM109",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("2310D/NM109"),
    demand: Demand::Custom(&["2310D/NM1", "2310B/NM1"], check),
    help: "Leave loop 2310D out, or name the assistant.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310D/NM1", "2310B/NM1", found);
}
