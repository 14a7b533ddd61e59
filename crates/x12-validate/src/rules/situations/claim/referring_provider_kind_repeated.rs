//! Of two referring providers one is the primary care provider.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "referring-provider-kind-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "Two referring providers are of one kind",
        reason: "The second one is the primary care provider; payers read only one of each.",
        source: "guides 005010X222A1 and 005010X224A2, loop 2310A: DN first, P3 for the second; public companion guides",
        example: "2310A NM101 = DN twice",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("2310A/NM101"),
    demand: Demand::Custom(&["2310A/NM101"], check),
    help: "Send DN for who referred the patient and P3 for the primary care provider.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if let [first, second] = case.sent("2310A/NM101").as_slice()
        && first.element(1) == second.element(1)
    {
        let element = Some((1, None));
        found.push(Problem::Against { at: second.ordinal(), element, expected: None, other: first.ordinal(), other_element: element });
    }
}
