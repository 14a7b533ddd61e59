//! TRN03 is BPR10.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payer-identifiers-differ",
        severity: Severity::Warning,
        snip: 4,
        title: "The payer names itself differently in the payment and in the trace",
        reason: "The bank passes BPR10 on, the remittance is looked up by TRN03.",
        source: "common practice (traced to no one guide) in the 835: TRN03 is the same as BPR10",
        example: "BPR10 = 1999999999 with TRN03 = 1888888888",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Present("BPR10"),
    demand: Demand::Custom(&["BPR", "TRN"], check),
    help: "Send the same identifier in both.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("BPR", &mut |payment| {
        case.each("TRN", &mut |trace| {
            if trace.element(3) != payment.element(10) && !trace.element(3).is_empty() {
                let (element, other_element) = (Some((3, None)), Some((10, None)));
                found.push(Problem::Against { at: trace.ordinal(), element, expected: None, other: payment.ordinal(), other_element });
            }
        });
    });
}
