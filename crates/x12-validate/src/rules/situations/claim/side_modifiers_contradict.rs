//! A line is for both sides or for one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "side-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A line is for both sides and for one side at once",
        reason: "The payer cannot tell whether one side was treated or two.",
        source: "Medicare Claims Processing Manual, chapter 12, section 40.7: 50 is not sent with RT or LT",
        example: "SV101 = HC:73600:50:RT",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Send 50 alone for both sides, or RT or LT for one.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"50"], &[b"RT", b"LT"], found);
}
