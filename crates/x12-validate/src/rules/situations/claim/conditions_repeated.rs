//! The condition codes of a claim differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "conditions-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim has one condition code twice",
        reason: "A code that was sent again was meant to be another.",
        source: "UB-04 data set, form locators 18 to 28; public companion guides for 837I",
        example: "HI*BG:09*BG:09",
    },
    sets: &["837P", "837I"],
    within: &["2300"],
    when: Condition::Present("HI[conditions]02-2"),
    demand: Demand::Custom(&["HI[conditions]"], check),
    help: "Leave the second one out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    information::repeated(case, "HI[conditions]", &[2], found);
}
