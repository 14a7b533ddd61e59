//! One of the payers of a claim is the first.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "first-payer-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim with several payers has no first one",
        reason: "The first payer decides what the others are left with.",
        source: "X12 interpretation 1980: a primary payer stands in loop 2000B or 2320",
        example: "SBR01 = T in loop 2000B with S alone in loop 2320",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Present("2320"),
        Condition::Is("2000B/SBR01", &["S", "T", "A", "B", "C", "D", "E", "F", "G", "H"]),
        Condition::Not(&Condition::Is("2320/SBR01", &["P", "U"])),
    ]),
    demand: Demand::Custom(&["2320/SBR01"], check),
    help: "Add the payer that pays first, with P in SBR01.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if let Some(payer) = case.sent("2320/SBR01").first() {
        found.push(Problem::Value { at: payer.ordinal(), element: Some((1, None)), expected: "P for one of the payers".to_owned() });
    }
}
