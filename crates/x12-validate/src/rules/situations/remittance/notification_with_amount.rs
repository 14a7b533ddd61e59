//! A notification has no amount.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "notification-with-amount",
        severity: Severity::Warning,
        snip: 4,
        title: "A remittance without a payment has an amount",
        reason: "A notification (BPR01 H) says that no money moves.",
        source: "X12 interpretation 2228: with an amount of 0, BPR01 is H and BPR04 is NON, or BPR01 is P",
        example: "BPR*H*125*C*NON",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Is("BPR01", &["H"]),
    demand: Demand::Meets("BPR02", amounts::is_zero, "0"),
    help: "Send I or C in BPR01 if money moves; else correct the amount.",
};
