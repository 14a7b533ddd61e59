//! A certificate that is said to be in the claim is there.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "certificate-form-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "The line says that its certificate of need is in the claim, and it is not",
        reason: "The payer waits for the answers of the form.",
        source: "X12 code list of PWK02: AD, the certification is part of the claim; guide 005010X222A1, loop 2440",
        example: "PWK*CT*AD without loop 2440",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Is("PWK[equipment-certificate]02", &["AD"]),
    demand: Demand::Required("2440"),
    help: "Add loop 2440 with the form, or correct PWK02.",
};
