//! A dependent is told by first name or date of birth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dependent-hard-to-find",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry about a dependent gives neither the first name nor the date of birth",
        reason: "Dependents have no number of their own; a payer tells them apart by first name and date of birth.",
        source: "guide 005010X279A1, section on search options; CAQH CORE rules on subscriber identification",
        example: "NM1*03*1*ROE without DMG",
    },
    sets: &["270"],
    within: &["2100D"],
    when: Condition::All(&[Condition::Absent("NM104"), Condition::Absent("DMG02")]),
    demand: Demand::Required("DMG"),
    help: "Send the first name (NM104) and the date of birth (DMG02).",
};
