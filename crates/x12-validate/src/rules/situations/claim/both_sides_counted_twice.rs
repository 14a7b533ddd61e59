//! A service on both sides is one unit.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "both-sides-counted-twice",
        severity: Severity::Warning,
        snip: 6,
        title: "A service on both sides has more than one unit",
        reason: "The modifier already says twice; more units would pay for four sides.",
        source: "Medicare Claims Processing Manual, chapter 12, section 40.7: modifier 50 with one unit",
        example: "SV101-3 = 50 with SV104 = 2",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Present("SV101-3"),
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Any(&[
            Condition::Is("SV101-3", &["50"]),
            Condition::Is("SV101-4", &["50"]),
            Condition::Is("SV101-5", &["50"]),
            Condition::Is("SV101-6", &["50"]),
        ]),
    ]),
    demand: Demand::Meets("SV104", is_one, "1"),
    help: "Send 1 in SV104.",
};

fn is_one(value: &[u8]) -> bool {
    std::str::from_utf8(value).ok().and_then(|text| text.parse::<f64>().ok()).is_none_or(|units| units <= 1.0)
}
