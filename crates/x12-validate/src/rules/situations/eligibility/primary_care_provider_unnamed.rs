//! A primary care provider is named.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "primary-care-provider-unnamed",
        severity: Severity::Warning,
        snip: 4,
        title: "A primary care provider is told of and not named",
        reason: "The patient has to be sent to that provider first.",
        source: "X12 code list 1390: L is the primary care provider; guide 005010X279A1, loop 2120",
        example: "EB*L without loop 2120",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["L"]),
    demand: Demand::OneOf(&["LS2120/LS", "MSG"]),
    help: "Ask the payer for the provider (NM1*P3).",
};
