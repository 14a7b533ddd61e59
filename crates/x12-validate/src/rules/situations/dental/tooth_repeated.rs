//! A line names a tooth once.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "tooth-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "A line names one tooth twice",
        reason: "The procedure was done to a tooth once, or is to be billed on two lines.",
        source: "ADA claim form instructions, items 27 to 29; guide 005010X224A2, TOO: one for each tooth",
        example: "TOO*JP*14 twice",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("TOO02"),
    demand: Demand::Unique("TOO02"),
    help: "Put all surfaces of the tooth into one TOO.",
};
