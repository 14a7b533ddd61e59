//! A check number has a date.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "check-date-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A check or transfer has a number and no date",
        reason: "A check number is found among those of its day.",
        source: "guide 005010X212, STC08 and STC09; CAQH CORE claim status rules",
        example: "STC*F1:65*20260228**125*90*20260220***CHK5101",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::Present("STC09"),
    demand: Demand::Custom(&["STC"], check),
    help: "Ask the payer for the date.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("STC", &mut |status| {
        if !status.element(9).is_empty() && status.element(8).is_empty() {
            found.push(Problem::ElementMissing { at: status.ordinal(), element: Some((8, None)) });
        }
    });
}
