//! An original claim names no claim before it.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "original-names-another-claim",
        severity: Severity::Warning,
        snip: 4,
        title: "An original claim names a claim of the payer",
        reason: "With that number payers take the claim for a correction, or for a duplicate.",
        source: "X12 interpretations 1538 and 2110: REF*F8 belongs to frequencies 7 and 8",
        example: "CLM05-3 = 1 with REF*F8",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Is("CLM05-3", &["1"]),
    demand: Demand::NotUsed("REF[F8]"),
    help: "Leave REF*F8 out, or send 7 (replacement) or 8 (void) in CLM05-3.",
};
