//! Each tooth has one status.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "missing-tooth-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A tooth has two statuses",
        reason: "A tooth is missing or is to be extracted, not both.",
        source: "ADA claim form instructions, item 33: each missing tooth is marked once; guide 005010X224A2, DN2",
        example: "DN2*1*M****JP with DN2*1*E****JP",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("DN201"),
    demand: Demand::Unique("DN201"),
    help: "Leave one of the two out.",
};
