//! Another subscriber has a payer.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-subscriber-without-payer",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim names the subscriber of another payer, and not the payer",
        reason: "The subscriber is of use only where the claim is to be sent.",
        source: "common practice (traced to no one guide) in the 835: NM1*GB belongs to the payer in NM1*PR",
        example: "NM1*GB without NM1*PR",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Present("NM1[other-subscriber]"),
    demand: Demand::OneOf(&["NM1[corrected-priority-payer]", "NM1[crossover-payer]"]),
    help: "Name the payer (NM1*PR), or leave the subscriber out.",
};
