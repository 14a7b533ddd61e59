//! A line names an area of the mouth once.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "mouth-area-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line names one area of the mouth twice",
        reason: "Procedures of a quadrant are paid once for each.",
        source: "ADA claim form instructions, item 25; guide 005010X224A2, SV304",
        example: "SV304 = 10:10",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("SV304-2"),
    demand: Demand::Custom(&["SV304"], check),
    help: "Leave the second one out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for service in case.sent("SV304") {
        for at in 2u8..=5 {
            let area = service.component(4, usize::from(at));
            let before = (1..at).find(|place| service.component(4, usize::from(*place)) == area);
            if let (false, Some(place)) = (area.is_empty(), before) {
                let (element, other_element) = (Some((4, Some(at))), Some((4, Some(place))));
                found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: service.ordinal(), other_element });
            }
        }
    }
}
