//! Submitted units are others than the paid ones.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "submitted-units-not-other",
        severity: Severity::Warning,
        snip: 4,
        title: "The units as submitted are those that were paid for",
        reason: "They are sent only where the payer paid for another number.",
        source: "common practice (traced to no one guide) in the 835, SVC07: where it differs from SVC05",
        example: "SVC*HC:99213*125*125**2**2",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::All(&[Condition::Present("SVC05"), Condition::Present("SVC07")]),
    demand: Demand::Custom(&["SVC"], check),
    help: "Leave SVC07 out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("SVC", &mut |service| {
        if service.element(7) == service.element(5) {
            let (element, other_element) = (Some((7, None)), Some((5, None)));
            let expected = Some("another number than SVC05".to_owned());
            found.push(Problem::Against { at: service.ordinal(), element, expected, other: service.ordinal(), other_element });
        }
    });
}
