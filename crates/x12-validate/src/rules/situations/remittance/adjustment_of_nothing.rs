//! An adjustment is not zero.

use x12_findings::{Rule, Severity};

use crate::rules::situations::{amounts, reasons};
use crate::situation::{Case, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "adjustment-of-nothing",
        severity: Severity::Warning,
        snip: 4,
        title: "An adjustment of the remittance adjusts by nothing",
        reason: "An adjustment tells what was not paid; one of nothing says nothing.",
        source: "X12 interpretation 1865: CAS carries adjustments other than zero",
        example: "CAS*CO*45*0",
    },
    sets: &["835"],
    within: &["2100", "2110"],
    when: reasons::amount_is!("CAS", amounts::is_zero),
    demand: Demand::Custom(&["CAS"], check),
    help: "Leave the adjustment out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("CAS", &mut |adjustment| {
        for at in (3u8..=18).step_by(3).filter(|at| amounts::is_zero(adjustment.element(usize::from(*at)))) {
            found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: "an amount other than 0".to_owned() });
        }
    });
}
