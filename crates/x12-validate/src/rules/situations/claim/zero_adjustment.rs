//! An adjustment is not zero.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

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
    when: Condition::Present("CAS"),
    demand: Demand::Custom(&["CAS"], check),
    help: "Leave the adjustment out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for adjustment in case.sent("CAS") {
        for at in (3u8..=18).step_by(3) {
            let value = adjustment.element(usize::from(at));
            if !value.is_empty() && value.iter().all(|byte| matches!(byte, b'0' | b'.' | b'-')) {
                found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: "an amount other than 0".to_owned() });
            }
        }
    }
}
