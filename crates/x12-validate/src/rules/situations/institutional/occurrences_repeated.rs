//! The occurrences of a claim differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "occurrences-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim has one occurrence of one day twice",
        reason: "One that says the same again was meant to say something else.",
        source: "UB-04 data set, form locators 31 to 34; public companion guides for 837I",
        example: "HI*BH:11:D8:20260131*BH:11:D8:20260131",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("HI[occurrences]02-2"),
    demand: Demand::Custom(&["HI[occurrences]"], check),
    help: "Leave the second one out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    information::repeated(case, "HI[occurrences]", &[2, 4], found);
}
