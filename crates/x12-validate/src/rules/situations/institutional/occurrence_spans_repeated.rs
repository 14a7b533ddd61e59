//! The occurrence spans of a claim differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "occurrence-spans-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim has one occurrence span twice",
        reason: "One that says the same again was meant to say something else.",
        source: "UB-04 data set, form locators 35 and 36; public companion guides for 837I",
        example: "HI*BI:74:RD8:20260202-20260203 twice",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("HI[occurrence-spans]02-2"),
    demand: Demand::Custom(&["HI[occurrence-spans]"], check),
    help: "Leave the second one out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    information::repeated(case, "HI[occurrence-spans]", &[2, 4], found);
}
