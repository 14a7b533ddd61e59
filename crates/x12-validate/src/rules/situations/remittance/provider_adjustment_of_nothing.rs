//! A provider adjustment is not zero.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "provider-adjustment-of-nothing",
        severity: Severity::Warning,
        snip: 4,
        title: "A provider adjustment adjusts by nothing",
        reason: "Whoever posts it looks for money that is not there.",
        source: "X12 interpretation 1324: no PLB of zero",
        example: "PLB*1999999984*20261231*L6*0",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Any(&[
        Condition::Holds("PLB04", amounts::is_zero),
        Condition::Holds("PLB06", amounts::is_zero),
        Condition::Holds("PLB08", amounts::is_zero),
        Condition::Holds("PLB10", amounts::is_zero),
        Condition::Holds("PLB12", amounts::is_zero),
        Condition::Holds("PLB14", amounts::is_zero),
    ]),
    demand: Demand::Custom(&["PLB"], check),
    help: "Leave the adjustment out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for at in (4u8..=14).step_by(2) {
        amounts::tell(case, "PLB", (at, None), "an amount other than 0", |adjustment| amounts::is_zero(adjustment.element(usize::from(at))), found);
    }
}
