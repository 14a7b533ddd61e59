//! Anesthesia is counted in minutes.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "anesthesia-not-in-minutes",
        severity: Severity::Warning,
        snip: 6,
        title: "Anesthesia is not counted in minutes",
        reason: "Payers reckon the time units from the minutes themselves.",
        source: "Medicare Claims Processing Manual, chapter 12, section 50; CMS 837P companion guide, SV103 MJ",
        example: "SV1*HC:00840*900*UN*6",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Holds("SV101-2", is_timed),
    demand: Demand::Codes("SV103", &["MJ"]),
    help: "Send the minutes in SV104, with MJ in SV103.",
};

/// A code of anesthesia is counted in minutes, but for two that are counted by the day or by the area.
fn is_timed(code: &[u8]) -> bool {
    code.len() == 5 && code.iter().all(u8::is_ascii_digit) && (&b"00100"[..]..=&b"01999"[..]).contains(&code) && code != b"01953" && code != b"01996"
}
