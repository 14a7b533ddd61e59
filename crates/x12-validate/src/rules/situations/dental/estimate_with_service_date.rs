//! What is asked in advance has not been done.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "estimate-with-service-date",
        severity: Severity::Warning,
        snip: 4,
        title: "A request for an estimate says when the service was given",
        reason: "With a date of service it would be paid rather than estimated.",
        source: "ADA claim form instructions, items 1 and 24: no procedure date on a predetermination; guide 005010X224A2, CLM19 PB",
        example: "CLM19 = PB with DTP*472",
    },
    sets: &["837D"],
    within: &["2300", "2400"],
    when: Condition::Is("CLM19", &["PB"]),
    demand: Demand::NotUsed("DTP[472]"),
    help: "Leave DTP*472 out, or send the claim without PB.",
};
