//! The diagnoses of a claim differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "diagnosis-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim has one diagnosis twice",
        reason: "There is room for twelve; one that says the same again was meant to say something else.",
        source: "ICD-10-CM official guidelines, section I.B.12: a code is reported once for an encounter",
        example: "HI*ABK:J069*ABF:J069",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("HI[diagnoses]02-2"),
    demand: Demand::Custom(&["HI[diagnoses]"], check),
    help: "Leave the second one out, and point to the first.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    information::repeated(case, "HI[diagnoses]", &[2], found);
}
