//! A laboratory number has the form of one.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "laboratory-number-malformed",
        severity: Severity::Warning,
        snip: 4,
        title: "A laboratory number is not a CLIA number",
        reason: "The payer looks the certificate up by this number.",
        source: "CMS on CLIA certificates: ten characters, the third a D",
        example: "REF*X4*12345",
    },
    sets: &["837P"],
    within: &["2300", "2400"],
    when: Condition::Present("REF[X4]"),
    demand: Demand::Meets("REF[X4]02", is_clia_number, "ten characters, two digits, D and seven digits"),
    help: "Copy the number from the laboratory's certificate.",
};

fn is_clia_number(value: &[u8]) -> bool {
    value.len() == 10 && value.iter().enumerate().all(|(at, byte)| if at == 2 { *byte == b'D' } else { byte.is_ascii_digit() })
}
