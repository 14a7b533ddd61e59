//! A new subscriber has an address.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "new-subscriber-without-address",
        severity: Severity::Warning,
        snip: 4,
        title: "A new subscriber has no address",
        reason: "The identification card is sent there.",
        source: "common practice (traced to no one guide) in the 834: N3 and N4 where a subscriber is enrolled",
        example: "INS*Y*18*021*28*A without N3",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::All(&[Condition::Is("INS01", &["Y"]), Condition::Is("INS03", &["021"])]),
    demand: Demand::Required("2100A/N3"),
    help: "Send the street (N3) and the city (N4).",
};
