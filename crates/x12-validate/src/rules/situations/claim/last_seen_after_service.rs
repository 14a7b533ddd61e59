//! The physician saw the patient before the services.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "last-seen-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient was last seen by the physician after the services",
        reason: "Foot care is paid for if a physician saw the patient within the months before it.",
        source: "Medicare Claims Processing Manual, chapter 26, item 19: the date that the patient was last seen before routine foot care",
        example: "DTP*304 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[304]"),
    demand: Demand::Custom(&["DTP[304]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*304) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[304]", &["2400/DTP[472]"], found);
}
