//! Only anesthesia is counted in minutes.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "minutes-without-anesthesia",
        severity: Severity::Warning,
        snip: 6,
        title: "A service other than anesthesia is counted in minutes",
        reason: "Other services are paid by their units, and minutes would be taken for so many of them.",
        source: "CMS 837P companion guide and 1500 instructions, item 24G: minutes are for anesthesia",
        example: "SV1*HC:99213*125*MJ*15",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("SV103", &["MJ"]), Condition::Is("SV101-1", &["HC"]), Condition::Not(&Condition::Holds("SV101-2", is_anesthesia))]),
    demand: Demand::Codes("SV103", &["UN"]),
    help: "Send units, with UN in SV103.",
};

fn is_anesthesia(code: &[u8]) -> bool {
    code.len() == 5 && code.iter().all(u8::is_ascii_digit) && (&b"00100"[..]..=&b"01999"[..]).contains(&code)
}
