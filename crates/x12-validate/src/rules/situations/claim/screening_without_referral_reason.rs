//! A screening without a referral says NU.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "screening-without-referral-reason",
        severity: Severity::Error,
        snip: 4,
        title: "A screening without a referral gives a reason for one",
        reason: "A screening that led to no referral says NU, not used.",
        source: "public companion guides on EPSDT, CRC03",
        example: "CRC*ZZ*N*AV",
    },
    sets: &["837P", "837I"],
    within: &["2300"],
    when: Condition::Is("CRC[ZZ]02", &["N"]),
    demand: Demand::Codes("CRC[ZZ]03", &["NU"]),
    help: "Send NU in CRC03, or Y in CRC02.",
};
