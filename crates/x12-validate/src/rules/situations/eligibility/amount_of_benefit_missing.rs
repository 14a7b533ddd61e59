//! A copayment, deductible or out-of-pocket limit has an amount.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "amount-of-benefit-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A copayment, deductible or limit has no amount",
        reason: "What the patient owes is this amount.",
        source: "CAQH CORE eligibility rules on patient liability; guide 005010X279A1, EB01 B, C and G and EB07",
        example: "EB*C*IND*30***23",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["B", "C", "G"]),
    demand: Demand::Required("EB07"),
    help: "Ask the payer for the amount.",
};
