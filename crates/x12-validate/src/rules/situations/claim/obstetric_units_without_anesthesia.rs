//! Further obstetric units belong to anesthesia.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "obstetric-units-without-anesthesia",
        severity: Severity::Warning,
        snip: 6,
        title: "A line that is not anesthesia has further units of obstetric anesthesia",
        reason: "The units add to the base units of an anesthesia code; other codes have none.",
        source: "guide 005010X222A1, QTY*FL: further units of obstetric anesthesia",
        example: "SV101-2 = 99213 with QTY*FL",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Present("QTY[FL]"), Condition::Is("SV101-1", &["HC"]), Condition::Not(&Condition::Holds("SV101-2", is_anesthesia))]),
    demand: Demand::NotUsed("QTY[FL]"),
    help: "Leave QTY*FL out, or correct the procedure.",
};

fn is_anesthesia(code: &[u8]) -> bool {
    code.len() == 5 && code.iter().all(u8::is_ascii_digit) && (&b"00100"[..]..=&b"01999"[..]).contains(&code)
}
