//! Front teeth have an edge, back teeth a chewing surface.

use x12_findings::{Rule, Severity};

use super::teeth;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "surface-not-of-tooth",
        severity: Severity::Warning,
        snip: 4,
        title: "The tooth has no such surface",
        reason: "The plan cannot tell what was filled.",
        source: "ADA claim form instructions, item 28: incisal (I) of front teeth, occlusal (O) of back teeth",
        example: "TOO*JP*8*O",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Any(&[
        Condition::Is("TOO03-1", &["I", "O"]),
        Condition::Is("TOO03-2", &["I", "O"]),
        Condition::Is("TOO03-3", &["I", "O"]),
        Condition::Is("TOO03-4", &["I", "O"]),
        Condition::Is("TOO03-5", &["I", "O"]),
    ]),
    demand: Demand::Custom(&["TOO03"], check),
    help: "Send I for the edge of a front tooth, O for the chewing surface of a back tooth.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for tooth in case.sent("TOO03") {
        let Some(is_front) = teeth::is_front(tooth.element(2)) else { continue };
        let (wrong, right) = if is_front { (b"O", "I") } else { (b"I", "O") };
        if let Some(at) = (1u8..=5).find(|at| tooth.component(3, usize::from(*at)) == wrong) {
            found.push(Problem::Value { at: tooth.ordinal(), element: Some((3, Some(at))), expected: right.to_owned() });
        }
    }
}
