//! A disability is in order.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "disability-ends-before-it-begins",
        severity: Severity::Warning,
        snip: 4,
        title: "A disability ends before it begins",
        reason: "Coverage may be longer for the days of the disability.",
        source: "guide 005010X220A1, DTP*360 and DTP*361",
        example: "DTP*360*D8*20260201 and DTP*361*D8*20260101",
    },
    sets: &["834"],
    within: &["2200"],
    when: Condition::Is("DTP01", &["361"]),
    demand: Demand::Custom(&["DTP"], check),
    help: "Correct the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let pairs: [(&[u8], &[u8]); 1] = [(b"360", b"361")];
    dates::reversed(case, "DTP", 3, &pairs, found);
}
