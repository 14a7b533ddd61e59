//! A service in a clinical trial names the trial.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "trial-number-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim for services in a clinical trial has no trial number",
        reason: "Medicare sends such a claim back without the eight digits of the trial.",
        source: "CMS change request 8401: the trial number on claims with modifier Q0 or Q1; Medicare Claims Processing Manual, chapter 32, section 69",
        example: "SV101-3 = Q1 without REF*P4",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Any(&[
            Condition::Is("2400/SV101-3", &["Q0", "Q1"]),
            Condition::Is("2400/SV101-4", &["Q0", "Q1"]),
            Condition::Is("2400/SV101-5", &["Q0", "Q1"]),
            Condition::Is("2400/SV101-6", &["Q0", "Q1"]),
        ]),
    ]),
    demand: Demand::Required("REF[P4]"),
    help: "Add REF*P4 with the eight digits behind NCT.",
};
