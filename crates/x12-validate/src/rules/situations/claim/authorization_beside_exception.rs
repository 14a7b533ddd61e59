//! A claim has an authorization, or a reason for having none.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "authorization-beside-exception",
        severity: Severity::Warning,
        snip: 4,
        title: "The claim has an authorization and gives a reason for having none",
        reason: "The two say the opposite of each other.",
        source: "guides of the 837, REF*4N: why there was no authorization; public Medicaid companion guides",
        example: "REF*G1 beside REF*4N",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("REF[4N]"), Condition::Present("REF[G1]")]),
    demand: Demand::NotUsed("REF[4N]"),
    help: "Leave REF*4N out.",
};
