//! A bank is told the account.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "account-to-be-paid-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "An instruction to pay into an account names no account",
        reason: "The bank cannot move the money.",
        source: "X12.20, BPR12 to BPR15: the account that receives the transfer",
        example: "BPR*C*125*C*ACH*CCP*01*...",
    },
    sets: &["835", "820"],
    within: &["ST"],
    when: Condition::All(&[Condition::Is("BPR01", &["C", "D", "U", "X"]), Condition::Is("BPR04", &["ACH", "FWT"])]),
    demand: Demand::Required("BPR15"),
    help: "Send the bank in BPR13 and the account in BPR15.",
};
