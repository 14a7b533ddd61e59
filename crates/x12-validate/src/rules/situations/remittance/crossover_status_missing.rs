//! A forwarded claim has a status that says so.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "crossover-status-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim names the payer it was forwarded to, and its status says that it was not forwarded",
        reason: "A system that reads the status bills the next payer again.",
        source: "X12 code list 1029: 19, 20, 21 and 23 forwarded; common practice (traced to no one guide) in the 835, NM1*TT",
        example: "CLP*PCN1*1*125*80 with NM1*TT",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Present("NM1[crossover-payer]"),
    demand: Demand::Codes("CLP02", &["19", "20", "21", "22", "23"]),
    help: "Send 19, 20, 21 or 23 in CLP02.",
};
