//! Only a claim after a car accident names a state.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accident-state-without-car",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim names the state of a car accident without a car accident",
        reason: "The state is asked for to find the law that a car insurer pays by; elsewhere it says nothing.",
        source: "CMS 1500 instructions, item 10b; public companion guides for 837P, CLM11-4",
        example: "CLM11 = EM:::TX",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("CLM11-4"),
    demand: Demand::Custom(&["CLM11"], check),
    help: "Name the accident in CLM11 (AA), or remove the state.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for claim in case.sent("CLM11") {
        if (1..=2).all(|cause| claim.component(11, cause) != b"AA") {
            found.push(Problem::NotUsed { at: claim.ordinal(), element: Some((11, Some(4))) });
        }
    }
}
