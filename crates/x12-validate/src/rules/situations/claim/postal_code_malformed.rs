//! A ZIP code has five or nine digits.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "postal-code-malformed",
        severity: Severity::Warning,
        snip: 4,
        title: "A postal code has not five or nine digits",
        reason: "An address without N404 is in the United States.",
        source: "United States Postal Service on ZIP codes; guides of the 837, N404: asked for of addresses elsewhere",
        example: "N4*AUSTIN*TX*7870",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010AB", "2010AC", "2010BA", "2010BB", "2010CA", "2330A", "2330B"],
    when: Condition::All(&[Condition::Holds("N403", is_no_zip_code), Condition::Any(&[Condition::Absent("N404"), Condition::Is("N404", &["US"])])]),
    demand: Demand::Meets("N403", is_zip_code, "five or nine digits"),
    help: "Correct the code and leave the hyphen out, or add the country in N404.",
};

fn is_zip_code(value: &[u8]) -> bool {
    matches!(value.len(), 5 | 9) && value.iter().all(u8::is_ascii_digit)
}

fn is_no_zip_code(value: &[u8]) -> bool {
    !is_zip_code(value)
}
