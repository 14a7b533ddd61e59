//! A paid claim has a date of the decision.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "paid-without-decision-date",
        severity: Severity::Warning,
        snip: 4,
        title: "A paid claim has no date of the decision",
        reason: "The provider finds the payment by this date.",
        source: "guide 005010X212, STC06; CAQH CORE claim status rules",
        example: "STC*F1:65*20260228**125*90",
    },
    sets: &["277"],
    within: &["2200D", "2200E"],
    when: Condition::Is("STC01-1", &["F1"]),
    demand: Demand::Required("STC06"),
    help: "Ask the payer when it decided.",
};
