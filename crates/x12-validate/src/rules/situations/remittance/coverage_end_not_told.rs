//! A refusal for ended coverage gives the day.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "coverage-end-not-told",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim was refused since the coverage had ended, and the day is missing",
        reason: "The provider can tell the patient only with the day, or find the plan that came after.",
        source: "X12 code list 139: 27 coverage terminated; public companion guides for 835, DTM*036",
        example: "CAS*PR*27*125 without DTM*036",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Any(&[
        Condition::Is("CAS02", &["27"]),
        Condition::Is("CAS05", &["27"]),
        Condition::Is("CAS08", &["27"]),
        Condition::Is("CAS11", &["27"]),
        Condition::Is("CAS14", &["27"]),
        Condition::Is("CAS17", &["27"]),
        Condition::Is("2110/CAS02", &["27"]),
        Condition::Is("2110/CAS05", &["27"]),
        Condition::Is("2110/CAS08", &["27"]),
        Condition::Is("2110/CAS11", &["27"]),
        Condition::Is("2110/CAS14", &["27"]),
        Condition::Is("2110/CAS17", &["27"]),
    ]),
    demand: Demand::Required("DTM[coverage-expiration]"),
    help: "Send the last day of the coverage (DTM*036).",
};
