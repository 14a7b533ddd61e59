//! A correction says what is right.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "correction-of-insured-empty",
        severity: Severity::Warning,
        snip: 4,
        title: "A correction of the insured corrects nothing",
        reason: "The provider cannot tell what to change for the next claim.",
        source: "common practice (traced to no one guide) in the 835, NM1*74: the name or number as the payer has it",
        example: "NM1*74*1",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Present("NM1[corrected-insured]"),
    demand: Demand::Custom(&["NM1[corrected-insured]"], check),
    help: "Send the name or the number that is right, or leave NM1*74 out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("NM1[corrected-insured]", &mut |insured| {
        if [3, 4, 5, 7, 9].into_iter().all(|at| insured.element(at).is_empty()) {
            found.push(Problem::ElementMissing { at: insured.ordinal(), element: Some((3, None)) });
        }
    });
}
