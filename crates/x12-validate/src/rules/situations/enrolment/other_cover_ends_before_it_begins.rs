//! Other coverage is in order.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-cover-ends-before-it-begins",
        severity: Severity::Warning,
        snip: 4,
        title: "Other coverage ends before it begins",
        reason: "Which plan pays first depends on the day.",
        source: "guide 005010X220A1, DTP*344 and DTP*345",
        example: "DTP*344*D8*20260201 and DTP*345*D8*20260101",
    },
    sets: &["834"],
    within: &["2320"],
    when: Condition::Is("DTP01", &["345"]),
    demand: Demand::Custom(&["DTP"], check),
    help: "Correct the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let pairs: [(&[u8], &[u8]); 1] = [(b"344", b"345")];
    dates::reversed(case, "DTP", 3, &pairs, found);
}
