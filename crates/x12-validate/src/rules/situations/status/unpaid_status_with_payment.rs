//! What is pending or denied was not paid.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "unpaid-status-with-payment",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim that is pending or denied has a payment",
        reason: "One of the two is wrong: the status or the amount.",
        source: "X12 code list 507: P is pending, R waits for an answer, F2 is denied, D0 was not found",
        example: "STC*P1:20*20260228**80*60",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::All(&[Condition::Holds("STC05", amounts::is_not_zero), Condition::Holds("STC01-1", is_unpaid)]),
    demand: Demand::Custom(&["STC"], check),
    help: "Ask the payer whether the claim was paid.",
};

fn is_unpaid(category: &[u8]) -> bool {
    matches!(category, [b'P' | b'R', ..] | b"F2" | b"D0")
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let is_wrong = |status: &SegmentView<'_>| is_unpaid(status.component(1, 1)) && amounts::is_not_zero(status.element(5));
    amounts::tell(case, "STC", (5, None), "0", is_wrong, found);
}
