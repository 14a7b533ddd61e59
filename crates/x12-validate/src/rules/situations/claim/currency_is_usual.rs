//! A currency is said of foreign money only.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "currency-is-usual",
        severity: Severity::Warning,
        snip: 4,
        title: "The claim says that its amounts are in US dollars",
        reason: "Amounts are in US dollars unless a currency is sent; some payers turn away claims that have one.",
        source: "guides of the 837, loop 2000A CUR: asked for where amounts are in foreign money",
        example: "CUR*85*USD",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000A"],
    when: Condition::Is("CUR02", &["USD"]),
    demand: Demand::NotUsed("CUR"),
    help: "Leave CUR out.",
};
