//! What is replaced was there before.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "prior-placement-after-service",
        severity: Severity::Warning,
        snip: 6,
        title: "What was replaced was placed after the service",
        reason: "Plans pay for a replacement only some years after the first placement.",
        source: "ADA claim form instructions, item 44: the date of the prior placement",
        example: "DTP*441 = 20260610 with DTP*472 = 20260212",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("DTP[441]"),
    demand: Demand::Custom(&["DTP[441]", "2400/DTP[472]", "2300/DTP[472]"], check),
    help: "Correct DTP*441.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[441]", &["2400/DTP[472]", "2300/DTP[472]"], found);
}
