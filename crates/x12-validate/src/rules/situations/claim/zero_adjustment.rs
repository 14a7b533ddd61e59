//! An adjustment is not zero.

use x12_findings::{Rule, Severity};

use crate::rules::situations::reasons;
use crate::situation::{Case, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "zero-adjustment",
        severity: Severity::Error,
        snip: 4,
        title: "An adjustment adjusts by nothing",
        reason: "An adjustment tells what was not paid; one of nothing says nothing.",
        source: "X12 interpretation 1865: CAS carries adjustments other than zero",
        example: "CAS*CO*45*0",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2320", "2430"],
    when: reasons::amount_is!("CAS", is_nothing),
    demand: Demand::Custom(&["CAS"], check),
    help: "Leave the adjustment out.",
};

fn is_nothing(amount: &[u8]) -> bool {
    !amount.is_empty() && amount.iter().all(|byte| matches!(byte, b'0' | b'.' | b'-'))
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for adjustment in case.sent("CAS") {
        for at in (3u8..=18).step_by(3) {
            if is_nothing(adjustment.element(usize::from(at))) {
                found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: "an amount other than 0".to_owned() });
            }
        }
    }
}
