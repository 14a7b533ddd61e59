//! A shared transport says how many patients there were.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "patients-in-ambulance-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An ambulance carried several patients, and their number is missing",
        reason: "The base rate is shared by the number of patients.",
        source: "Medicare Claims Processing Manual, chapter 15, modifier GM; guide 005010X222A1, QTY*PT",
        example: "SV101 = HC:A0429:RH:GM without QTY*PT",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Present("SV101-3"),
        Condition::Any(&[
            Condition::Is("SV101-3", &["GM"]),
            Condition::Is("SV101-4", &["GM"]),
            Condition::Is("SV101-5", &["GM"]),
            Condition::Is("SV101-6", &["GM"]),
        ]),
    ]),
    demand: Demand::Required("QTY[PT]"),
    help: "Add QTY*PT with the number of patients.",
};
