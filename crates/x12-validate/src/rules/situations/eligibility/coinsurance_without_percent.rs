//! A coinsurance has a percentage.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "coinsurance-without-percent",
        severity: Severity::Error,
        snip: 4,
        title: "A coinsurance has no percentage",
        reason: "What the patient owes is this share of the charge.",
        source: "CAQH CORE eligibility rules on patient liability; guide 005010X279A1, EB01 A and EB08",
        example: "EB*A*IND*30***27",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["A"]),
    demand: Demand::Required("EB08"),
    help: "Ask the payer for the percentage.",
};
