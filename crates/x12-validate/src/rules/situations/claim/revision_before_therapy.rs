//! A certificate is revised after the therapy began.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "revision-before-therapy",
        severity: Severity::Warning,
        snip: 6,
        title: "A certification was revised before the therapy began",
        reason: "One of the two dates is wrong, and the rental is counted from them.",
        source: "guide 005010X222A1, DTP*607 and DTP*463; CMS on certificates of medical necessity",
        example: "DTP*607 = 20251201 with DTP*463 = 20260101",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Present("DTP[463]"), Condition::Present("DTP[607]")]),
    demand: Demand::Custom(&["DTP[463]", "DTP[607]"], check),
    help: "Correct DTP*607 (revised) or DTP*463 (begun).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[463]", &["DTP[607]"], found);
}
