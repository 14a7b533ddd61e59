//! The value codes of a claim differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "values-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim has one value code twice",
        reason: "One that says the same again was meant to say something else.",
        source: "UB-04 data set, form locators 39 to 41; public companion guides for 837I",
        example: "HI*BE:80:::3*BE:80:::3",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("HI[values]02-2"),
    demand: Demand::Custom(&["HI[values]"], check),
    help: "Leave the second one out, or add the two up.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    information::repeated(case, "HI[values]", &[2], found);
}
