//! A treatment is started before it is completed.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "treatment-ended-before-start",
        severity: Severity::Warning,
        snip: 4,
        title: "A treatment was completed before it was started",
        reason: "One of the two days is wrong, and the plan pays by one of them.",
        source: "guide 005010X224A2, DTP*196 (start) and DTP*198 (completion)",
        example: "DTP*196 = 20260215 with DTP*198 = 20260210",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("DTP[196]"),
    demand: Demand::Custom(&["DTP[196]", "DTP[198]"], check),
    help: "Correct DTP*196 or DTP*198.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[196]", &["DTP[198]"], found);
}
