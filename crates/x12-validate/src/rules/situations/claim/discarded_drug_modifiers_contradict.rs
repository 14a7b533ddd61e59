//! Some of a drug was discarded or nothing was.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "discarded-drug-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A line says that some of the drug was thrown away and that none was",
        reason: "Medicare pays for what was thrown away, and takes it back from the maker.",
        source: "Medicare Claims Processing Manual, chapter 17, section 40: JW for what was discarded, JZ for nothing discarded",
        example: "SV101 = HC:73600:JW:JZ",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Send JW on the line of the discarded amount, or JZ alone.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"JW"], &[b"JZ"], found);
}
