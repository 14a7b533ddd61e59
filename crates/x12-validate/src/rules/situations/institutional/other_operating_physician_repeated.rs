//! Another operating physician is another one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-operating-physician-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "The other operating physician is the operating physician",
        reason: "A second surgeon is somebody else.",
        source: "guide 005010X223A2, loop 2310C: a further physician who operated; UB-04 data set, form locators 77 to 79",
        example: "2310C NM109 = 2310B NM109",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("2310C/NM109"),
    demand: Demand::Custom(&["2310C/NM1", "2310B/NM1"], check),
    help: "Leave loop 2310C out, or name the other physician.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310C/NM1", "2310B/NM1", found);
}
