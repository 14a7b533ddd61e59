//! What is paid is paid by some method.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-by-no-method",
        severity: Severity::Warning,
        snip: 4,
        title: "An amount is paid by no method",
        reason: "NON says that no money moves.",
        source: "X12 interpretations 2228 and 352: BPR04 is NON where no money moves",
        example: "BPR*I*125*C*NON",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Is("BPR04", &["NON"]),
    demand: Demand::Meets("BPR02", amounts::is_zero, "0"),
    help: "Say in BPR04 how the money moves: ACH, CHK or FWT.",
};
