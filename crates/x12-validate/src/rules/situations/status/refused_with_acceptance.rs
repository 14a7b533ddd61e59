//! What is refused was not accepted.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "refused-with-acceptance",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim is refused with the status of an acceptance",
        reason: "The provider corrects a claim that is already being decided.",
        source: "X12 interpretation 2203; X12 code list 507: A2 is accepted, A5 split on acceptance",
        example: "STC*A2:20*20260113*U*100",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C", "2200D"],
    when: Condition::All(&[Condition::Is("STC03", &["U"]), Condition::Is("STC01-1", &["A2", "A5"])]),
    demand: Demand::Custom(&["STC"], check),
    help: "Send WQ in STC03 if the claim was accepted; else the status that says what is wrong.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let is_wrong = |status: &SegmentView<'_>| status.element(3) == b"U" && matches!(status.component(1, 1), b"A2" | b"A5");
    amounts::tell(case, "STC", (3, None), "WQ", is_wrong, found);
}
