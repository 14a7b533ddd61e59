//! A waived test names the laboratory's certificate.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "laboratory-number-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim for a waived test has no laboratory number",
        reason: "Tests are paid for only in laboratories certified for them.",
        source: "Medicare Claims Processing Manual, chapter 16, section 70: a CLIA number on every claim for tests, QW for waived ones; 42 CFR 493",
        example: "SV101-3 = QW without REF*X4",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Present("2400/SV101-3"),
        Condition::Any(&[
            Condition::Is("2400/SV101-3", &["QW"]),
            Condition::Is("2400/SV101-4", &["QW"]),
            Condition::Is("2400/SV101-5", &["QW"]),
            Condition::Is("2400/SV101-6", &["QW"]),
        ]),
        Condition::Absent("REF[X4]"),
        Condition::Absent("2400/REF[X4]"),
    ]),
    demand: Demand::OneOf(&["REF[X4]", "2400/REF[X4]"]),
    help: "Add REF*X4 with the CLIA number.",
};
