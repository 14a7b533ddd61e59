//! A condition becomes acute before it is treated.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "acute-manifestation-after-service",
        severity: Severity::Warning,
        snip: 6,
        title: "The condition became acute after it was treated",
        reason: "What is treated on the day of service is the condition as it was then.",
        source: "guide 005010X222A1, DTP*453 and CR208; CMS on chiropractic claims",
        example: "DTP*453 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[453]"),
    demand: Demand::Custom(&["DTP[453]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*453) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[453]", &["2400/DTP[472]"], found);
}
