//! A purchased service names its provider.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "purchased-service-provider-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A purchased service names no provider that it was purchased from",
        reason: "The payer checks who did the service that was bought.",
        source: "guide 005010X222A1, PS1 and loop 2420B; public companion guides",
        example: "PS1 without loop 2420B",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("PS1"),
    demand: Demand::Required("2420B"),
    help: "Add loop 2420B with the provider.",
};
