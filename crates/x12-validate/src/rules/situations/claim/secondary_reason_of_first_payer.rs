//! Only a payer that is not first has a reason for it.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "secondary-reason-of-first-payer",
        severity: Severity::Warning,
        snip: 4,
        title: "The claim gives a reason why Medicare is not first, and goes to it as the first payer",
        reason: "Medicare holds back claims for which somebody else seems to be liable.",
        source: "CMS 837P companion guide, Medicare secondary payer: SBR05 is for Medicare as second or later payer",
        example: "SBR*P*18***12****MB",
    },
    sets: &["837P"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Is("SBR01", &["P"]), Condition::Present("SBR05")]),
    demand: Demand::NotUsed("SBR05"),
    help: "Leave SBR05 out, or correct SBR01.",
};
