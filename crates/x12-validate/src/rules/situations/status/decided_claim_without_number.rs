//! A decided claim has the payer's number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "decided-claim-without-number",
        severity: Severity::Warning,
        snip: 4,
        title: "A decided claim has no number of the payer's",
        reason: "Calls, appeals and corrections name the claim by this number.",
        source: "X12 code list 507: F is finalized; guide 005010X212, REF*1K",
        example: "STC*F1:65 without REF*1K",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::Is("STC01-1", &["F0", "F1", "F2", "F3", "F3F", "F3N", "F4"]),
    demand: Demand::Required("REF[payer-claim-number]"),
    help: "Ask the payer for its claim number.",
};
