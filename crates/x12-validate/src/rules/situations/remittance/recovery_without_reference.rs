//! A recovery names its claim.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "recovery-without-reference",
        severity: Severity::Warning,
        snip: 4,
        title: "A recovered overpayment does not say of which claim",
        reason: "Nobody can post money taken back without knowing for what.",
        source: "X12 interpretations 227 and 1756: WO refers to the CLP07 of the claim",
        example: "PLB*1999999984*20261231*WO*80",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Any(&[
        Condition::Is("PLB03-1", &["WO"]),
        Condition::Is("PLB05-1", &["WO"]),
        Condition::Is("PLB07-1", &["WO"]),
        Condition::Is("PLB09-1", &["WO"]),
        Condition::Is("PLB11-1", &["WO"]),
        Condition::Is("PLB13-1", &["WO"]),
    ]),
    demand: Demand::Custom(&["PLB"], check),
    help: "Send the payer claim control number (CLP07) of the claim that was overpaid.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for at in (3u8..=13).step_by(2) {
        let is_wrong = |adjustment: &SegmentView<'_>| adjustment.component(usize::from(at), 1) == b"WO" && adjustment.component(usize::from(at), 2).is_empty();
        amounts::tell(case, "PLB", (at, Some(2)), "the CLP07 of the claim that was overpaid", is_wrong, found);
    }
}
