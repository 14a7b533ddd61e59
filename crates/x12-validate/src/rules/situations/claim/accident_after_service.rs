//! What an accident made necessary comes after the accident.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accident-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The accident was after the services",
        reason: "Which insurance is liable hangs on the date of the accident.",
        source: "CMS 1500 instructions, items 10 and 14: the services follow the accident",
        example: "DTP*439 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[439]"),
    demand: Demand::Custom(&["DTP[439]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*439) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[439]", &["2400/DTP[472]"], found);
}
