//! A person who is the subscriber has a member number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "insured-person-without-number",
        severity: Severity::Error,
        snip: 4,
        title: "The subscriber has no member number",
        reason: "The payer finds the member by this number.",
        source: "guides of the 837, loop 2010BA NM109; errata of public transcriptions",
        example: "NM1*IL*1*ROE*JANE",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010BA"],
    when: Condition::Is("NM102", &["1"]),
    demand: Demand::Required("NM109"),
    help: "Send NM108 MI and the number on the member card in NM109.",
};
