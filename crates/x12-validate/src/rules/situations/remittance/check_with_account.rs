//! A check names no account.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "check-with-account",
        severity: Severity::Warning,
        snip: 4,
        title: "A check names the account of the payee",
        reason: "A check goes to an address; the account number is sent for nothing.",
        source: "public companion guides for 835, BPR12 to BPR15: only for transfers",
        example: "BPR*I*125*C*CHK ... 987654321",
    },
    sets: &["835"],
    within: &["ST"],
    when: Condition::Is("BPR04", &["CHK", "NON"]),
    demand: Demand::NotUsed("BPR15"),
    help: "Leave the account out, or send ACH in BPR04.",
};
