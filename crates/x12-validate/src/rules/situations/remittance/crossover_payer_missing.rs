//! A forwarded claim names the next payer.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "crossover-payer-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim that was forwarded does not say to whom",
        reason: "The provider must not bill the next payer again, and waits for its answer.",
        source: "X12 code list 1029: 19, 20, 21 and 23 forwarded; common practice (traced to no one guide) in the 835, NM1*TT",
        example: "CLP*PCN1*19*125*80 without NM1*TT",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("CLP02", &["19", "20", "21", "23"]),
    demand: Demand::Required("NM1[crossover-payer]"),
    help: "Name the payer that the claim went to (NM1*TT).",
};
