//! A notification names no method of payment.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "notification-by-payment-method",
        severity: Severity::Warning,
        snip: 4,
        title: "A remittance without a payment names a method of payment",
        reason: "Who waits for the check or transfer waits for nothing.",
        source: "X12 interpretation 2228: with an amount of 0, BPR01 is H and BPR04 is NON, or BPR01 is P",
        example: "BPR*H*0*C*CHK",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Is("BPR01", &["H"]),
    demand: Demand::Codes("BPR04", &["NON"]),
    help: "Send NON in BPR04.",
};
