//! The charges of rejected claims are told with both totals.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "rejected-count-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "The charges of rejected claims are told, and their number is missing",
        reason: "Number and charges together tell whether every claim arrived.",
        source: "common practice (traced to no one guide) in the 277CA: QTY and AMT of loops 2200B and 2200C go together",
        example: "AMT alone",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C"],
    when: Condition::Present("AMT[rejected-amount]"),
    demand: Demand::Required("QTY[rejected-count]"),
    help: "Send both totals.",
};
