//! A balance carried forward has a reference.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "forward-balance-without-reference",
        severity: Severity::Warning,
        snip: 4,
        title: "A balance carried forward does not say from which remittance",
        reason: "The two halves of a balance find each other by this reference.",
        source: "X12 interpretations 222 and 2223: FB refers to the TRN02 of the remittance that carried it",
        example: "PLB*1999999984*20261231*FB*-10",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Any(&[
        Condition::Is("PLB03-1", &["FB"]),
        Condition::Is("PLB05-1", &["FB"]),
        Condition::Is("PLB07-1", &["FB"]),
        Condition::Is("PLB09-1", &["FB"]),
        Condition::Is("PLB11-1", &["FB"]),
        Condition::Is("PLB13-1", &["FB"]),
    ]),
    demand: Demand::Custom(&["PLB"], check),
    help: "Send the TRN02 of the remittance in which the balance began.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for at in (3u8..=13).step_by(2) {
        let is_wrong = |adjustment: &SegmentView<'_>| adjustment.component(usize::from(at), 1) == b"FB" && adjustment.component(usize::from(at), 2).is_empty();
        amounts::tell(case, "PLB", (at, Some(2)), "the TRN02 of the remittance in which the balance began", is_wrong, found);
    }
}
