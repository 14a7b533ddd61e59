//! Another diagnosis is another one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "principal-diagnosis-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "Another diagnosis is the principal one again",
        reason: "A second one raises the weight of the stay; the same again says nothing.",
        source: "Medicare Code Editor, edit on duplicates of the principal diagnosis; ICD-10-CM official guidelines, section I.B.12",
        example: "HI*ABK:I2510 with HI*ABF:I2510",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("HI[other-diagnoses]"),
    demand: Demand::Custom(&["HI[principal-diagnosis]", "HI[other-diagnoses]"], check),
    help: "Leave it out, or correct it.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(principal) = case.sent("HI[principal-diagnosis]").first().copied() else { return };
    for (segment, at) in information::composites(case, "HI[other-diagnoses]") {
        if segment.component(usize::from(at), 2) == principal.component(1, 2) {
            let (element, other_element) = (Some((at, Some(2))), Some((1, Some(2))));
            found.push(Problem::Against { at: segment.ordinal(), element, expected: None, other: principal.ordinal(), other_element });
        }
    }
}
