//! The control numbers of a claim's lines differ.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-control-number-repeated",
        severity: Severity::Error,
        snip: 4,
        title: "Two lines of a claim have one control number",
        reason: "The payer answers for each line by this number; one that names two lines names none.",
        source: "X12 interpretation 1917: REF*6R is unique within a claim",
        example: "REF*6R*LINE1 on two lines of one claim",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::Present("2400/REF[6R]"),
    demand: Demand::Unique("2400/REF[6R]02"),
    help: "Give each line a number of its own.",
};
