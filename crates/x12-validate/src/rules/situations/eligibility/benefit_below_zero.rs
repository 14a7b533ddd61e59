//! The amount of a benefit is not negative.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "benefit-below-zero",
        severity: Severity::Warning,
        snip: 4,
        title: "The amount of a benefit is below zero",
        reason: "Nobody has less than nothing left of a deductible or a limit.",
        source: "CAQH CORE eligibility rules on patient liability, EB07",
        example: "EB*C*IND*30***29*-50",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Holds("EB07", amounts::is_negative),
    demand: Demand::Custom(&["EB"], check),
    help: "Ask the payer for the amount; what is used up is 0.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "EB", (7, None), "0 or more", |benefit| amounts::is_negative(benefit.element(7)), found);
}
