//! A mammography names the certificate of its facility.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "mammography-number-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A mammography claim has no certification number",
        reason: "Medicare pays for mammograms only in certified facilities.",
        source: "Medicare Claims Processing Manual, chapter 18, section 20; guide 005010X222A1, REF*EW",
        example: "SV101-2 = 77067 with SBR09 = MB and no REF*EW",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Is("2400/SV101-2", &["77063", "77065", "77066", "77067", "G0279"]),
        Condition::Absent("REF[EW]"),
        Condition::Absent("2400/REF[EW]"),
    ]),
    demand: Demand::OneOf(&["REF[EW]", "2400/REF[EW]"]),
    help: "Add REF*EW with the number of the facility.",
};
