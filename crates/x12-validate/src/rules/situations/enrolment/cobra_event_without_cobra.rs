//! A COBRA event is of a member under COBRA.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "cobra-event-without-cobra",
        severity: Severity::Warning,
        snip: 4,
        title: "A member has a COBRA event and is not under COBRA",
        reason: "The insurer bills the premium to the employer.",
        source: "29 USC 1163; common practice (traced to no one guide) in the 834: INS07 where INS05 is C",
        example: "INS*Y*18*021*28*A**1",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Present("INS07"),
    demand: Demand::Codes("INS05", &["C"]),
    help: "Send C in INS05, or leave INS07 out.",
};
