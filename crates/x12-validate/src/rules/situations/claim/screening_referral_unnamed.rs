//! A screening that led to a referral says to what.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "screening-referral-unnamed",
        severity: Severity::Error,
        snip: 4,
        title: "A screening led to a referral, and its kind is not used",
        reason: "The state counts how the findings of screenings are followed up.",
        source: "public companion guides on EPSDT, CRC03: NU belongs to CRC02 N, and AV, S2 or ST to Y",
        example: "CRC*ZZ*Y*NU",
    },
    sets: &["837P", "837I"],
    within: &["2300"],
    when: Condition::Is("CRC[ZZ]02", &["Y"]),
    demand: Demand::Codes("CRC[ZZ]03", &["AV", "S2", "ST"]),
    help: "Send AV, S2 or ST in CRC03, or N in CRC02.",
};
