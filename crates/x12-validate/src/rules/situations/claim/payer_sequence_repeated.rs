//! Each payer of a claim has a place of its own in the sequence.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payer-sequence-repeated",
        severity: Severity::Error,
        snip: 4,
        title: "Two payers of a claim have one place in the sequence",
        reason: "Payers pay one after the other; two firsts or two seconds would each wait for nobody.",
        source: "guides of the 837, SBR01 of loops 2000B and 2320: each value but U comes once in a claim; X12 interpretation 1980 on the sequence of payers",
        example: "SBR01 = P in loops 2000B and 2320",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Present("2320"),
    demand: Demand::Custom(&["2000B/SBR01", "2320/SBR01"], check),
    help: "Give each payer its own place: P, S, T, then A to H.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let mut seen = case.sent("2000B/SBR01");
    for payer in case.sent("2320/SBR01") {
        let place = payer.element(1);
        match seen.iter().find(|other| other.element(1) == place && place != b"U") {
            Some(other) => {
                let element = Some((1, None));
                found.push(Problem::Against { at: payer.ordinal(), element, expected: None, other: other.ordinal(), other_element: element });
            }
            None => seen.push(payer),
        }
    }
}
