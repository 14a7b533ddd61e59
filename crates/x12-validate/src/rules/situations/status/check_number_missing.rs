//! A check date has a number.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "check-number-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A check or transfer has a date and no number",
        reason: "The payment is found by its number.",
        source: "guide 005010X212, STC08 and STC09; CAQH CORE claim status rules",
        example: "STC*F1:65*20260228**125*90*20260220**20260228",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::Present("STC08"),
    demand: Demand::Custom(&["STC"], check),
    help: "Ask the payer for the number of the check or transfer.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("STC", &mut |status| {
        if !status.element(8).is_empty() && status.element(9).is_empty() {
            found.push(Problem::ElementMissing { at: status.ordinal(), element: Some((9, None)) });
        }
    });
}
