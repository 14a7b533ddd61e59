//! Payers that decided on lines have identifiers of their own.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-payers-not-told-apart",
        severity: Severity::Warning,
        snip: 4,
        title: "Two other payers have one identifier, and lines were decided on",
        reason: "SVD01 names by this identifier which payer decided on the line.",
        source: "guides of the 837, loop 2430 SVD01: it points to the NM109 of one loop 2330B",
        example: "two loops 2330B with NM109 = X1",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Present("2400/2430"),
    demand: Demand::Unique("2320/2330B/NM109"),
    help: "Give each payer an identifier of its own in NM109 and SVD01.",
};
