//! The causes that a claim names differ.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "related-cause-repeated",
        severity: Severity::Error,
        snip: 4,
        title: "A claim names one cause twice",
        reason: "Each cause is told once; a second one that says the same was meant to say something else.",
        source: "public companion guides for 837P, CLM11",
        example: "CLM11 = AA:AA",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("CLM11-2"),
    demand: Demand::Custom(&["CLM11"], check),
    help: "Remove the second one, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for claim in case.sent("CLM11") {
        if claim.component(11, 1) == claim.component(11, 2) {
            let (first, second) = (Some((11, Some(1))), Some((11, Some(2))));
            found.push(Problem::Against { at: claim.ordinal(), element: second, expected: None, other: claim.ordinal(), other_element: first });
        }
    }
}
