//! An organization has one name.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "organization-with-first-name",
        severity: Severity::Error,
        snip: 4,
        title: "An organization has a first name, a middle name or a suffix",
        reason: "The payer looks for a person where there is none.",
        source: "guides of the 837, NM104, NM105 and NM107: for persons (NM102 is 1)",
        example: "NM1*85*2*DOE*JOHN",
    },
    sets: &["837P", "837I", "837D"],
    within: &["1000A", "2010AA", "2010BA", "2330A"],
    when: Condition::Is("NM102", &["2"]),
    demand: Demand::Custom(&["NM1"], check),
    help: "Send 1 in NM102 for a person, or the whole name of the organization in NM103.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for party in case.sent("NM1") {
        let surplus = [4u8, 5, 7].into_iter().find(|at| !party.element(usize::from(*at)).is_empty());
        found.extend(surplus.map(|at| Problem::NotUsed { at: party.ordinal(), element: Some((at, None)) }));
    }
}
