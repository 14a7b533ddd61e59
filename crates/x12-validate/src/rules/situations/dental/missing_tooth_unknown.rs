//! A missing tooth has a number or letter of the universal system.

use x12_findings::{Rule, Severity};

use super::teeth;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "missing-tooth-unknown",
        severity: Severity::Warning,
        snip: 4,
        title: "A missing tooth is none of the universal system",
        reason: "The plan keeps a history of each tooth.",
        source: "ADA claim form instructions, item 33: 1 to 32 and A to T, and supernumerary teeth",
        example: "DN2*33*M****JP",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Holds("DN201", teeth::is_none),
    demand: Demand::Meets("DN201", teeth::is_tooth, "1 to 32, A to T, 51 to 82 or AS to TS"),
    help: "Correct the tooth.",
};
