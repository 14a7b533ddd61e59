//! A claim to a second payer names the first.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payer-before-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A claim to a payer that is not the first names no other payer",
        reason: "The second payer pays what the first has left, and must know what that is.",
        source: "CMS 837P companion guide, Medicare secondary payer: loop 2320",
        example: "SBR01 = S without loop 2320",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Is("2000B/SBR01", &["S", "T"]),
    demand: Demand::Required("2320"),
    help: "Add loop 2320 with the payer before and what it decided, or send the claim as P.",
};
