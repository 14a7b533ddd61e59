//! A surgeon has one role in an operation.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "surgeon-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A surgeon is said to be one of two and an assistant",
        reason: "Two surgeons share the fee; an assistant has a small part of it.",
        source: "Medicare Claims Processing Manual, chapter 12, sections 20.4.3 and 40.8: two surgeons (62), assistants (80, 81, 82, AS)",
        example: "SV101 = HC:73600:62:80",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave one of the two out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"62"], &[b"80", b"81", b"82", b"AS"], found);
}
