//! A claim that replaces or voids another names that other (REF*F8).

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "replaced-claim-not-named",
        severity: Severity::Error,
        snip: 4,
        title: "A claim that replaces or voids another does not name that claim",
        reason: "The payer finds the claim to replace or void by its own claim number.",
        source: "X12 interpretations 1538 and 2110: REF*F8 is required with frequency 7 and 8",
        example: "CLM05-3 = 7 without REF*F8",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Is("CLM05-3", &["7", "8"]),
    demand: Demand::Required("REF[payer-claim-control-number]"),
    help: "Send the payer's claim control number from the remittance (CLP07), or send the claim as an original.",
};
