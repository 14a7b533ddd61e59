//! A stay begins before it ends.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admission-after-discharge",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient was discharged before the admission",
        reason: "The payer looks for the hospital's own claim by these dates.",
        source: "CMS 1500 instructions, item 18: hospitalization from and to",
        example: "DTP*435 = 20260112 with DTP*096 = 20260111",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[435]"),
    demand: Demand::Custom(&["DTP[435]", "DTP[096]"], check),
    help: "Correct the date (DTP*435) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[435]", &["DTP[096]"], found);
}
