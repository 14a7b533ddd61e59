//! A line points to a diagnosis once.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "diagnosis-pointer-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line points to one diagnosis twice",
        reason: "There is room for four; one that says the same again was meant for another diagnosis.",
        source: "CMS 1500 instructions, item 24E: the diagnoses of item 21 that the line is for, the first foremost",
        example: "SV107 = 1:1",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV107-2"),
    demand: Demand::Custom(&["SV107"], check),
    help: "Leave the second pointer out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for service in case.sent("SV107") {
        for at in 2..=4 {
            let pointer = service.component(7, usize::from(at));
            let before = (1..at).find(|place| service.component(7, usize::from(*place)) == pointer);
            if let (false, Some(place)) = (pointer.is_empty(), before) {
                let (element, other_element) = (Some((7, Some(at))), Some((7, Some(place))));
                found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: service.ordinal(), other_element });
            }
        }
    }
}
