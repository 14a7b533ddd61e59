//! An acknowledgment gives statuses of receipt.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "status-not-of-acknowledgment",
        severity: Severity::Error,
        snip: 4,
        title: "An acknowledgment gives a status of a decision",
        reason: "A claim is acknowledged before it is decided; what became of it is asked for by the 276.",
        source: "X12 interpretations 1942 and 2203: the 277CA has categories A, and E1 to E4",
        example: "STC*F1:65*20260113*WQ*100",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C", "2200D", "2220D"],
    when: Condition::Other("STC01-1", OF_ACKNOWLEDGMENT),
    demand: Demand::Codes("STC01-1", OF_ACKNOWLEDGMENT),
    help: "Send the category of the receipt, such as A2 or A7.",
};

static OF_ACKNOWLEDGMENT: &[&str] = &["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "E1", "E2", "E3", "E4"];
