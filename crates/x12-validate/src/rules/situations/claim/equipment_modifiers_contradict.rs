//! Equipment is rented or sold.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "equipment-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "Equipment is said to be rented and sold",
        reason: "Rent and sale have prices of their own.",
        source: "Medicare Claims Processing Manual, chapter 20: NU for new, UE for used, RR for rented equipment",
        example: "SV101 = HC:73600:RR:NU",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave one of the two out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"RR"], &[b"NU", b"UE"], found);
}
