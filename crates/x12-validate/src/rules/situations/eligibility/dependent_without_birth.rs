//! A dependent has a date of birth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dependent-without-birth",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry about a dependent gives no date of birth",
        reason: "Dependents have no number of their own; a payer finds them by name and date of birth.",
        source: "guide 005010X279A1, section on search options; CAQH CORE rules on subscriber identification",
        example: "NM1*03*1*ROE*ROSA without DMG",
    },
    sets: &["270"],
    within: &["2100D"],
    when: Condition::Absent("DMG02"),
    demand: Demand::Required("DMG"),
    help: "Send the date of birth (DMG02).",
};
