//! A tooth has a number or letter of the universal system.

use x12_findings::{Rule, Severity};

use super::teeth;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "tooth-unknown",
        severity: Severity::Warning,
        snip: 4,
        title: "A tooth is none of the universal system",
        reason: "The plan keeps a history of each tooth.",
        source: "ADA claim form instructions, item 27: 1 to 32, A to T, 51 to 82 and AS to TS",
        example: "TOO*JP*33",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Holds("TOO02", teeth::is_none),
    demand: Demand::Meets("TOO02", teeth::is_tooth, "1 to 32, A to T, 51 to 82 or AS to TS"),
    help: "Correct the tooth.",
};
