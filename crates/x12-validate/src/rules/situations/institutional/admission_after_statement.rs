//! The admission is not later than the period of the claim.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "admission-after-statement",
        severity: Severity::Error,
        snip: 4,
        title: "The admission is later than the period of the claim",
        reason: "A stay that begins behind the period is another claim.",
        source: "public companion guides for 837I, DTP*435 and DTP*434",
        example: "DTP*435 = 20260301 with DTP*434 = 20260201-20260204",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("DTP[admission]"),
    demand: Demand::Custom(&["DTP[statement-period]", "DTP[admission]"], check),
    help: "Correct the admission or the period.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(statement) = case.sent("DTP[statement-period]").first().copied() else { return };
    let Some((_, to)) = dates::period(statement.element(3)) else { return };
    for admission in case.sent("DTP[admission]") {
        if admission.element(3).get(..8).is_some_and(|day| day > to) {
            let element = Some((3, None));
            found.push(Problem::Against { at: admission.ordinal(), element, expected: None, other: statement.ordinal(), other_element: element });
        }
    }
}
