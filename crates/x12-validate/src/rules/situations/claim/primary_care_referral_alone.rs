//! A primary care referral stands beside a referring provider.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "primary-care-referral-alone",
        severity: Severity::Error,
        snip: 4,
        title: "A claim names a primary care provider and no referring one",
        reason: "The referring provider comes first; P3 is for a second referral behind it.",
        source: "guides 005010X222A1 and 005010X224A2, loop 2310A; public companion guides",
        example: "NM1*P3 alone in loop 2310A",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2310A/NM101", &["P3"]), Condition::Not(&Condition::Is("2310A/NM101", &["DN"]))]),
    demand: Demand::Codes("2310A/NM101", &["DN"]),
    help: "Send the provider as DN.",
};
