//! The modifiers of a line differ.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "modifier-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line has one modifier twice",
        reason: "There is room for four; one that says the same again was meant to say something else.",
        source: "CMS 1500 instructions, item 24D: up to four different modifiers",
        example: "SV101 = HC:99213:25:25",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave the second one out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for service in case.sent("SV101") {
        for at in modifiers::PLACES {
            let modifier = service.component(1, usize::from(at));
            let before = (*modifiers::PLACES.start()..at).find(|place| service.component(1, usize::from(*place)) == modifier);
            if let (false, Some(place)) = (modifier.is_empty(), before) {
                let (element, other_element) = (Some((1, Some(at))), Some((1, Some(place))));
                found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: service.ordinal(), other_element });
            }
        }
    }
}
