//! What is done for a patient is done before the death.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-after-death",
        severity: Severity::Warning,
        snip: 4,
        title: "A service was given after the patient's death",
        reason: "Payers stop paying at the date of death; what comes later is denied.",
        source: "CMS on claims for services after the date of death: Medicare denies them",
        example: "PAT06 = 20260109 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("PAT06"),
    demand: Demand::Custom(&["PAT06", "2400/DTP[472]"], check),
    help: "Correct the date of death (PAT06) or the date of the service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(patient) = case.sent("PAT06").first().copied() else { return };
    for service in case.sent("2400/DTP[472]") {
        if dates::period(service.element(3)).is_some_and(|(from, _)| from > patient.element(6)) {
            let (element, other_element) = (Some((3, None)), Some((6, None)));
            found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: patient.ordinal(), other_element });
        }
    }
}
