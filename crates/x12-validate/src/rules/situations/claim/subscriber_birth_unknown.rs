//! A subscriber who is the patient has a date of birth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "subscriber-birth-unknown",
        severity: Severity::Error,
        snip: 4,
        title: "The patient is the subscriber, and the date of birth is missing",
        reason: "The payer tells members apart by the date of birth.",
        source: "guides of the 837, loop 2010BA DMG: asked for where the subscriber is the patient",
        example: "SBR02 = 18 without DMG",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Is("SBR02", &["18"]), Condition::Absent("2000C")]),
    demand: Demand::Required("2010BA/DMG"),
    help: "Add DMG with the date of birth and the gender.",
};
