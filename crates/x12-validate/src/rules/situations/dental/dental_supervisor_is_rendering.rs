//! Who supervises is not who is supervised.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dental-supervisor-is-rendering",
        severity: Severity::Warning,
        snip: 4,
        title: "The rendering dentist supervises itself",
        reason: "A supervisor is named where somebody else gave the service.",
        source: "guide 005010X224A2, loop 2310E: the rendering provider is supervised by another",
        example: "2310E NM109 = 2310B NM109",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("2310E/NM109"),
    demand: Demand::Custom(&["2310E/NM1", "2310B/NM1"], check),
    help: "Leave loop 2310E out, or name who gave the service in loop 2310B.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310E/NM1", "2310B/NM1", found);
}
