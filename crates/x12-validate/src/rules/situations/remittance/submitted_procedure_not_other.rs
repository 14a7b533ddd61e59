//! A submitted procedure is another than the paid one.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "submitted-procedure-not-other",
        severity: Severity::Warning,
        snip: 4,
        title: "The procedure as submitted is the one that was paid for",
        reason: "It is sent only where the payer changed the procedure; a reader takes the line for a bundled one.",
        source: "common practice (traced to no one guide) in the 835, SVC06: where it differs from SVC01",
        example: "SVC*HC:99213*125*125**1*HC:99213",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::Present("SVC06-2"),
    demand: Demand::Custom(&["SVC"], check),
    help: "Leave SVC06 out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("SVC", &mut |service| {
        if service.element(6) == service.element(1) {
            let (element, other_element) = (Some((6, None)), Some((1, None)));
            let expected = Some("another procedure than SVC01".to_owned());
            found.push(Problem::Against { at: service.ordinal(), element, expected, other: service.ordinal(), other_element });
        }
    });
}
