//! A surface is named once.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "surface-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A surface of a tooth is named twice",
        reason: "Fillings are paid by the number of surfaces.",
        source: "ADA claim form instructions, item 28: each surface that was treated",
        example: "TOO*JP*19*M:M",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("TOO03-2"),
    demand: Demand::Custom(&["TOO03"], check),
    help: "Leave the second one out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for tooth in case.sent("TOO03") {
        for at in 2u8..=5 {
            let surface = tooth.component(3, usize::from(at));
            let before = (1..at).find(|place| tooth.component(3, usize::from(*place)) == surface);
            if let (false, Some(place)) = (surface.is_empty(), before) {
                let (element, other_element) = (Some((3, Some(at))), Some((3, Some(place))));
                found.push(Problem::Against { at: tooth.ordinal(), element, expected: None, other: tooth.ordinal(), other_element });
            }
        }
    }
}
