//! CLP05 is the sum of the PR adjustments.

use x12_findings::{Rule, Severity};
use x12_syntax::value::cents;

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "patient-share-differs",
        severity: Severity::Warning,
        snip: 4,
        title: "What the patient owes is not the sum of the patient's adjustments",
        reason: "The patient is billed by one of the two.",
        source: "common practice (traced to no one guide) in the 835: CLP05 is the sum of the CAS of group PR",
        example: "CLP*PCN2*1*125*70.25*30 with CAS*PR*3*20",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Holds("CLP05", amounts::is_not_zero),
    demand: Demand::Custom(&["CLP", "CAS", "2110/CAS"], check),
    help: "Correct CLP05, or the group of the adjustments.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let mut owed = Some(0i64);
    for path in ["CAS", "2110/CAS"] {
        case.each(path, &mut |adjustment| {
            if adjustment.is_faulty() {
                owed = None;
            }
            if adjustment.element(1) == b"PR" {
                for at in (3..=18).step_by(3).filter(|at| !adjustment.element(*at).is_empty()) {
                    owed = owed.and_then(|sum| sum.checked_add(cents(adjustment.element(at))?));
                }
            }
        });
    }
    let Some(owed) = owed else { return };
    case.each("CLP", &mut |claim| {
        if cents(claim.element(5)).is_some_and(|told| told != owed) {
            let sign = if owed < 0 { "-" } else { "" };
            let expected = format!("{sign}{}.{:02}", owed.unsigned_abs() / 100, owed.unsigned_abs() % 100);
            found.push(Problem::Value { at: claim.ordinal(), element: Some((5, None)), expected });
        }
    });
}
