//! A payment of zero is a notification.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "zero-payment-as-payment",
        severity: Severity::Warning,
        snip: 4,
        title: "A payment of zero is sent as a payment",
        reason: "A receiver that waits for the money never finds it.",
        source: "X12 interpretation 2228: with an amount of 0, BPR01 is H and BPR04 is NON, or BPR01 is P",
        example: "BPR*I*0*C*CHK",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Holds("BPR02", amounts::is_zero),
    demand: Demand::Codes("BPR01", &["H", "P"]),
    help: "Send H in BPR01 and NON in BPR04.",
};
