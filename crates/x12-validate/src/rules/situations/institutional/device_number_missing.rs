//! A device under trial has the number of its exemption.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "device-number-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A device under trial has no exemption number",
        reason: "Medicare pays only for devices of the trials that it has approved.",
        source: "Medicare Claims Processing Manual, chapter 32, section 68: revenue code 0624 with the exemption number; guide 005010X223A2, REF*LX",
        example: "SV201 = 0624 without REF*LX",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("2400/SV201", &["0624"]),
    demand: Demand::Required("REF[LX]"),
    help: "Add REF*LX with the exemption number (G and six digits).",
};
