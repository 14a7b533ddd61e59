//! A subscriber who is the patient has an address.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "subscriber-address-missing",
        severity: Severity::Error,
        snip: 4,
        title: "The patient is the subscriber, and the street is missing",
        reason: "The payer writes to the patient at this address.",
        source: "guides of the 837, loop 2010BA N3: asked for where the subscriber is the patient",
        example: "SBR02 = 18 without N3",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Is("SBR02", &["18"]), Condition::Absent("2000C")]),
    demand: Demand::Required("2010BA/N3"),
    help: "Add the address: N3 and N4.",
};
