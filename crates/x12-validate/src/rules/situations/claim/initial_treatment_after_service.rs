//! A course of treatment begins before its services end.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "initial-treatment-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The treatment began after the services",
        reason: "The course of treatment is counted from its first day.",
        source: "CMS 1500 instructions, item 14; Medicare Claims Processing Manual, chapter 26: the first day of the course that the services belong to",
        example: "DTP*454 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[454]"),
    demand: Demand::Custom(&["DTP[454]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*454) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[454]", &["2400/DTP[472]"], found);
}
