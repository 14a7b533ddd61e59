//! A provider sends frequencies that providers use.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "frequency-of-payers",
        severity: Severity::Warning,
        snip: 4,
        title: "The frequency of the claim is one that only payers use",
        reason: "Payers take such a claim for their own work.",
        source: "X12 interpretation 1538: X, Y, G and I are not for providers",
        example: "CLM05-3 = G",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Is("CLM05-3", &["G", "I", "X", "Y"]),
    demand: Demand::Meets("CLM05-3", is_for_providers, "1, 7 or 8, or another frequency that providers use"),
    help: "Send 1 for a new claim, 7 to replace one or 8 to void one.",
};

fn is_for_providers(value: &[u8]) -> bool {
    !matches!(value, b"G" | b"I" | b"X" | b"Y")
}
