//! SVD01 names a payer of loop 2330B.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "adjudication-by-unknown-payer",
        severity: Severity::Error,
        snip: 4,
        title: "A line was decided on by a payer that the claim does not name",
        reason: "What was paid for the line counts for the payer that SVD01 names.",
        source: "guides of the 837, loop 2430 SVD01: the NM109 of a loop 2330B",
        example: "SVD*X9 with NM109 = X1 in loop 2330B",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Present("2400/2430/SVD01"),
    demand: Demand::Custom(&["2320/2330B/NM109", "2400/2430/SVD01"], check),
    help: "Put the identifier of the payer (2330B NM109) into SVD01.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let payers = case.sent("2320/2330B/NM109");
    for adjudication in case.sent("2400/2430/SVD01") {
        if !payers.iter().any(|payer| payer.element(9) == adjudication.element(1)) {
            let expected = "the NM109 of a loop 2330B".to_owned();
            found.push(Problem::Value { at: adjudication.ordinal(), element: Some((1, None)), expected });
        }
    }
}
