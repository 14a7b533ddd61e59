//! COBRA has an event.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "cobra-event-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A member under COBRA has no event that led to it",
        reason: "How long coverage goes on depends on the event.",
        source: "29 USC 1162 and 1163: periods by qualifying event; common practice (traced to no one guide) in the 834, INS07",
        example: "INS*Y*18*021*28*C",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS05", &["C"]),
    demand: Demand::Required("INS07"),
    help: "Send the qualifying event in INS07.",
};
