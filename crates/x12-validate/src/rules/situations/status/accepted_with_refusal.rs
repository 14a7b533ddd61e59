//! What is accepted was not refused.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accepted-with-refusal",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim is accepted with the status of a refusal",
        reason: "The provider waits for a payment that never comes.",
        source: "X12 interpretation 2203: A3, A6, A7 and A8 reject",
        example: "STC*A7:562:85*20260113*WQ*100",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C", "2200D"],
    when: Condition::All(&[Condition::Is("STC03", &["WQ"]), Condition::Is("STC01-1", &["A3", "A6", "A7", "A8"])]),
    demand: Demand::Custom(&["STC"], check),
    help: "Send U in STC03 if the claim was refused.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let is_wrong = |status: &SegmentView<'_>| status.element(3) == b"WQ" && matches!(status.component(1, 1), b"A3" | b"A6" | b"A7" | b"A8");
    amounts::tell(case, "STC", (3, None), "U", is_wrong, found);
}
