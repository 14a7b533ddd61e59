//! An ambulance claim tells the transport.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "ambulance-facts-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A claim for an ambulance does not tell the transport",
        reason: "The payer pays by the reason for the transport and the miles.",
        source: "guide 005010X222A1, CR1: asked for on every claim for an ambulance transport; Medicare Claims Processing Manual, chapter 15",
        example: "SV101-2 = A0429 without CR1",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("2400/SV101-2", &["A0425", "A0426", "A0427", "A0428", "A0429", "A0430", "A0431", "A0432", "A0433", "A0434", "A0435", "A0436"]),
        Condition::Absent("CR1"),
        Condition::Absent("2400/CR1"),
    ]),
    demand: Demand::OneOf(&["CR1", "2400/CR1"]),
    help: "Add CR1 with the reason for the transport and the miles.",
};
