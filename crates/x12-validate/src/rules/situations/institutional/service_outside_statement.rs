//! The services of a claim lie within its period.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-outside-statement",
        severity: Severity::Error,
        snip: 4,
        title: "A service stands outside the period of the claim",
        reason: "The payer pays what was done within the period that the claim is for.",
        source: "public companion guides for 837I: DTP*472 lies within DTP*434",
        example: "DTP*472 = 20260301 with DTP*434 = 20260201-20260204",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("2400/DTP[472]"),
    demand: Demand::Custom(&["DTP[statement-period]", "2400/DTP[472]"], check),
    help: "Correct the date of the line or the period of the claim.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(statement) = case.sent("DTP[statement-period]").first().copied() else { return };
    let Some((from, to)) = dates::period(statement.element(3)) else { return };
    for service in case.sent("2400/DTP[472]") {
        if dates::period(service.element(3)).is_some_and(|(begin, end)| begin < from || end > to) {
            let element = Some((3, None));
            found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: statement.ordinal(), other_element: element });
        }
    }
}
