//! A payer decides on what has been done.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "decision-before-service",
        severity: Severity::Warning,
        snip: 4,
        title: "Another payer decided on the line before the service",
        reason: "The next payer counts its time limit from that decision.",
        source: "guides of the 837, loop 2430 DTP*573: the date of the other payer's decision",
        example: "2430 DTP*573 = 20260102 with DTP*472 = 20260110",
    },
    sets: &["837P", "837I"],
    within: &["2400"],
    when: Condition::All(&[Condition::Present("2430"), Condition::Present("DTP[472]")]),
    demand: Demand::Custom(&["DTP[472]", "2430/DTP[573]"], check),
    help: "Correct the date of the decision (DTP*573) or of the service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(service) = case.sent("DTP[472]").first().copied() else { return };
    let Some((from, _)) = dates::period(service.element(3)) else { return };
    for decision in case.sent("2430/DTP[573]") {
        if dates::period(decision.element(3)).is_some_and(|(day, _)| day < from) {
            let element = Some((3, None));
            found.push(Problem::Against { at: decision.ordinal(), element, expected: None, other: service.ordinal(), other_element: element });
        }
    }
}
