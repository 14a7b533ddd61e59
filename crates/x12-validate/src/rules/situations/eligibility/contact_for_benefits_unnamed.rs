//! Whom to contact is named.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "contact-for-benefits-unnamed",
        severity: Severity::Warning,
        snip: 4,
        title: "The answer refers to somebody else who is not named",
        reason: "Nobody can ask there.",
        source: "X12 code list 1390: U says whom to contact for the benefit; guide 005010X279A1, loop 2120",
        example: "EB*U**30 without loop 2120 or MSG",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["U"]),
    demand: Demand::OneOf(&["LS2120/LS", "MSG"]),
    help: "Ask the payer whom to contact.",
};
