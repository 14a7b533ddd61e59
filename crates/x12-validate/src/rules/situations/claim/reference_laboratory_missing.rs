//! A test that was sent out names the laboratory that did it.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reference-laboratory-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A test that another laboratory did does not name its certificate",
        reason: "Medicare pays the test by the certificate of the laboratory that did it.",
        source: "Medicare Claims Processing Manual, chapter 16, section 40, modifier 90; guide 005010X222A1, REF*F4",
        example: "SV101-3 = 90 without REF*F4",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Present("SV101-3"),
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Any(&[
            Condition::Is("SV101-3", &["90"]),
            Condition::Is("SV101-4", &["90"]),
            Condition::Is("SV101-5", &["90"]),
            Condition::Is("SV101-6", &["90"]),
        ]),
    ]),
    demand: Demand::Required("REF[F4]"),
    help: "Add REF*F4 with the CLIA number of that laboratory.",
};
