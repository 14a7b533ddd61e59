//! A prenotification moves nothing.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "prenotification-with-amount",
        severity: Severity::Warning,
        snip: 4,
        title: "A prenotification has an amount",
        reason: "It only tests the account numbers; the payment comes later.",
        source: "NACHA: a prenotification is an entry of zero dollars; X12 interpretation 2228 on BPR01 P",
        example: "BPR*P*125*C*ACH",
    },
    sets: &["835", "820"],
    within: &["ST"],
    when: Condition::Is("BPR01", &["P"]),
    demand: Demand::Meets("BPR02", amounts::is_zero, "0"),
    help: "Send 0, or another code in BPR01 if this is the payment.",
};
