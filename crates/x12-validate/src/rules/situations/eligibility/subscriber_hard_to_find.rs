//! A subscriber is told by number or date of birth.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "subscriber-hard-to-find",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry gives neither the member number nor the date of birth of the subscriber",
        reason: "A payer finds a member by number, or by name and date of birth.",
        source: "guide 005010X279A1, section on search options; CAQH CORE rules on subscriber identification",
        example: "NM1*IL*1*ROE*JANE without DMG",
    },
    sets: &["270"],
    within: &["2000C"],
    when: Condition::All(&[Condition::Absent("2100C/NM109"), Condition::Absent("2100C/REF"), Condition::Absent("2000D")]),
    demand: Demand::Required("2100C/DMG"),
    help: "Send the member number (NM109) or the date of birth (DMG02).",
};
