//! The patient stops work before going back to it.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "last-worked-after-return",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient went back to work before the last day worked",
        reason: "Disability is paid for the days between the two.",
        source: "CMS 1500 instructions, item 16: dates that the patient was unable to work, from and to",
        example: "DTP*297 = 20260109 with DTP*296 = 20260105",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[297]"),
    demand: Demand::Custom(&["DTP[297]", "DTP[296]"], check),
    help: "Correct the date (DTP*297) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[297]", &["DTP[296]"], found);
}
