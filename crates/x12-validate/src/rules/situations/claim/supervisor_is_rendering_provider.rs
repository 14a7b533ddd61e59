//! Who supervises is not who is supervised.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "supervisor-is-rendering-provider",
        severity: Severity::Warning,
        snip: 4,
        title: "The rendering provider supervises itself",
        reason: "A supervisor is named where somebody else gave the service.",
        source: "guide 005010X222A1, loop 2310D: the rendering provider is supervised by another; CMS 1500 instructions, item 17, DQ",
        example: "2310D NM109 = 2310B NM109",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("2310D/NM109"),
    demand: Demand::Custom(&["2310D/NM1", "2310B/NM1"], check),
    help: "Leave loop 2310D out, or name who gave the service in loop 2310B.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310D/NM1", "2310B/NM1", found);
}
