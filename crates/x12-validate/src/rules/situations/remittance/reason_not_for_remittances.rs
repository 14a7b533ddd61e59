//! A remittance gives reasons of payers.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reason-not-for-remittances",
        severity: Severity::Warning,
        snip: 4,
        title: "A remittance gives a reason that is for claims only",
        reason: "Nobody that posts the remittance knows what it means.",
        source: "X12 code list 139: 192, 225 and 229 are for the 837 only",
        example: "CAS*OA*192*20",
    },
    sets: &["835"],
    within: &["2100", "2110"],
    when: Condition::Present("CAS"),
    demand: Demand::Custom(&["CAS"], check),
    help: "Give the reason that a payer gives.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("CAS", &mut |adjustment| {
        for at in (2u8..=17).step_by(3).filter(|at| matches!(adjustment.element(usize::from(*at)), b"192" | b"225" | b"229")) {
            found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: "a reason of a payer".to_owned() });
        }
    });
}
