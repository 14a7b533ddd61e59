//! A paid claim has an amount.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "paid-without-amount",
        severity: Severity::Warning,
        snip: 4,
        title: "A paid claim has no amount",
        reason: "The provider finds the payment by its amount.",
        source: "X12 code list 507: F1 is paid; guide 005010X212, STC05",
        example: "STC*F1:65*20260228**125",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::Is("STC01-1", &["F1"]),
    demand: Demand::Custom(&["STC"], check),
    help: "Ask the payer for the amount.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("STC", &mut |status| {
        if status.component(1, 1) == b"F1" && status.element(5).is_empty() {
            found.push(Problem::ElementMissing { at: status.ordinal(), element: Some((5, None)) });
        }
    });
}
