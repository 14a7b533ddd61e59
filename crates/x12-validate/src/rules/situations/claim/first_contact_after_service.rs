//! The first contact comes before the services end.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "first-contact-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient first came after the services",
        reason: "Casualty insurers count from the first contact; it cannot lie behind what was done then.",
        source: "guide 005010X222A1, DTP*444; CMS 1500 instructions of the NUCC, item 15: first visit or consultation",
        example: "DTP*444 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[444]"),
    demand: Demand::Custom(&["DTP[444]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*444) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[444]", &["2400/DTP[472]"], found);
}
