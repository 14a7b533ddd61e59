//! A line is for one part of a service.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "component-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A line is for the professional and for the technical part at once",
        reason: "The two parts together are the whole service, which has neither modifier.",
        source: "Medicare Claims Processing Manual, chapter 13, section 20: professional (26) and technical (TC) component",
        example: "SV101 = HC:73600:26:TC",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave both out for the whole service, or bill the parts on two lines.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"26"], &[b"TC"], found);
}
