//! Accepted claims are counted with both totals.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accepted-amount-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "Accepted claims are counted, and their charges are missing",
        reason: "Number and charges together tell whether every claim arrived.",
        source: "common practice (traced to no one guide) in the 277CA: QTY and AMT of loops 2200B and 2200C go together",
        example: "QTY alone",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C"],
    when: Condition::Present("QTY[accepted-count]"),
    demand: Demand::Required("AMT[accepted-amount]"),
    help: "Send both totals.",
};
