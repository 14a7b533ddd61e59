//! The date of a payer's decision stands in one place.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "decision-date-twice",
        severity: Severity::Warning,
        snip: 4,
        title: "The date of the other payer's decision stands at the claim and at its lines",
        reason: "Guides ask for the date at the claim only where no line has it; two that differ make the decision doubtful.",
        source: "guides of the 837, loops 2330B and 2430 DTP*573; public companion guides on coordination of benefits",
        example: "2330B DTP*573 beside 2430 DTP*573",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("2320/2330B/DTP[573]"), Condition::Present("2400/2430")]),
    demand: Demand::Custom(&["2320/2330B/NM109", "2320/2330B/DTP[573]", "2400/2430/SVD01"], check),
    help: "Leave out the date of loop 2330B, since the lines have it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let lines = case.sent("2400/2430/SVD01");
    for date in case.sent("2320/2330B/DTP[573]") {
        // The payer is the last one named before its date.
        let payer = case.sent("2320/2330B/NM109").into_iter().rfind(|payer| payer.ordinal() < date.ordinal());
        if payer.is_some_and(|payer| lines.iter().any(|line| line.element(1) == payer.element(9))) {
            found.push(Problem::NotUsed { at: date.ordinal(), element: Some((3, None)) });
        }
    }
}
