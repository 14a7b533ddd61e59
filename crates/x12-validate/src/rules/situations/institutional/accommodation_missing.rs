//! An inpatient had a bed.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accommodation-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An inpatient claim has no line for the room",
        reason: "Stays are counted in days of a room.",
        source: "UB-04 data set, form locator 42: revenue codes of accommodations, 0100 to 0219; Medicare Claims Processing Manual, chapter 25",
        example: "CLM05-1 = 11 without a line of 0100 to 0219",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("CLM05-1", &["11"]),
        Condition::Is("CLM05-3", &["1", "2", "3", "4", "7"]),
        Condition::Not(&Condition::Holds("2400/SV201", is_room)),
    ]),
    demand: Demand::Custom(&["CLM05-1"], check),
    help: "Add the line of the room, such as revenue code 0120.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if let Some(claim) = case.sent("CLM05-1").first() {
        let expected = "a line with a revenue code from 0100 to 0219".to_owned();
        found.push(Problem::Value { at: claim.ordinal(), element: Some((5, Some(1))), expected });
    }
}
/// The revenue codes of rooms: 0100 to 0219.
fn is_room(code: &[u8]) -> bool {
    matches!(code, [b'0', b'1', _, _] | [b'0', b'2', b'0' | b'1', _])
}
