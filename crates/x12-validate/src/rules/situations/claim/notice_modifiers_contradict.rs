//! The patient signed a notice or did not.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "notice-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A line says that the patient signed a notice and did not sign one",
        reason: "Who has to pay, the patient or the provider, hangs on the notice.",
        source: "Medicare Claims Processing Manual, chapter 30, on advance notices: GA with a signed notice, GZ without one",
        example: "SV101 = HC:73600:GA:GZ",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave one of the two out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"GA"], &[b"GZ"], found);
}
