//! The provider of a restriction is named.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "provider-of-restriction-unnamed",
        severity: Severity::Warning,
        snip: 4,
        title: "Services are restricted to a provider who is not named",
        reason: "Care by anybody else is not paid.",
        source: "X12 code list 1390: N restricts services to the provider that follows; guide 005010X279A1, loop 2120",
        example: "EB*N**30 without loop 2120",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["N"]),
    demand: Demand::OneOf(&["LS2120/LS", "MSG"]),
    help: "Ask the payer for the provider (NM1*1P).",
};
