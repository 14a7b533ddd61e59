//! A line of a prospective payment has its payment group.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-group-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A line for a prospective payment has no payment group",
        reason: "The group is what is paid for.",
        source: "Medicare Claims Processing Manual, chapters 3 (0024), 6 (0022) and 10 (0023): the HIPPS code stands with the revenue code",
        example: "SV2*0022**0*UN*1",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::Is("SV201", &["0022", "0023", "0024"]),
    demand: Demand::Required("SV202"),
    help: "Add the HIPPS code in SV202, with HP before it.",
};
