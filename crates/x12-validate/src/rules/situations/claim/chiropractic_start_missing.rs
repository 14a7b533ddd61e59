//! A chiropractic claim to Medicare says when the treatment began.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "chiropractic-start-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A chiropractic claim to Medicare does not say when the treatment began",
        reason: "Medicare sends the claim back without the first day of the course of treatment.",
        source: "Medicare Claims Processing Manual, chapters 12 (section 220) and 26 (item 14): the first day of the course of treatment",
        example: "SV101-2 = 98941 with SBR09 = MB and no DTP*454",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Is("2400/SV101-2", &["98940", "98941", "98942"]),
        Condition::Absent("DTP[454]"),
        Condition::Absent("2400/DTP[454]"),
    ]),
    demand: Demand::OneOf(&["DTP[454]", "2400/DTP[454]"]),
    help: "Add DTP*454 with the first day of the treatment.",
};
