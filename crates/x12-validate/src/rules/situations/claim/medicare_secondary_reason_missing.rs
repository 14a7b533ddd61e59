//! Where Medicare pays second, the claim says why.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "medicare-secondary-reason-missing",
        severity: Severity::Error,
        snip: 4,
        title: "Medicare is not the first payer, and the reason is missing",
        reason: "Medicare pays second only for one of the reasons that its law names.",
        source: "CMS 837P companion guide, Medicare secondary payer: SBR05 of loop 2000B",
        example: "SBR*S*18*******MB",
    },
    sets: &["837P"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Is("SBR09", &["MA", "MB"]), Condition::Other("SBR01", &["P", "U"])]),
    demand: Demand::Required("SBR05"),
    help: "Put the reason (12, 13, 14, 15, 16, 41, 42, 43 or 47) into SBR05.",
};
