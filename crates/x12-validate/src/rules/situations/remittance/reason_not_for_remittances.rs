//! A remittance gives reasons of payers.

use x12_findings::{Rule, Severity};

use crate::rules::situations::reasons;
use crate::situation::{Case, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reason-not-for-remittances",
        severity: Severity::Warning,
        snip: 4,
        title: "A remittance gives a reason that is for claims only",
        reason: "Nobody that posts the remittance knows what it means.",
        source: "X12 code list 139: 192, 225 and 229 are for the 837 only",
        example: "CAS*OA*192*20",
    },
    sets: &["835"],
    within: &["2100", "2110"],
    when: reasons::reason_is!("CAS", OF_CLAIMS),
    demand: Demand::Custom(&["CAS"], check),
    help: "Give the reason that a payer gives.",
};

/// The reasons that are for claims only.
static OF_CLAIMS: &[&str] = &["192", "225", "229"];

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("CAS", &mut |adjustment| {
        for at in (2u8..=17).step_by(3).filter(|at| OF_CLAIMS.iter().any(|reason| reason.as_bytes() == adjustment.element(usize::from(*at)))) {
            found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: "a reason of a payer".to_owned() });
        }
    });
}
