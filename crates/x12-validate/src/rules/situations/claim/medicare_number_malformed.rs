//! A Medicare number has the form of one.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "medicare-number-malformed",
        severity: Severity::Warning,
        snip: 5,
        title: "The member number is not a Medicare number",
        reason: "Medicare finds the patient by this number alone.",
        source: "CMS, understanding the Medicare Beneficiary Identifier: 11 characters, each of its kind, without S, L, O, I, B and Z",
        example: "2010BA NM109 = 123456789A with SBR09 = MB",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::Is("SBR09", &["MA", "MB"]),
    demand: Demand::Meets("2010BA/NM109", is_medicare_number, "a Medicare number of 11 characters, such as 1EG4TE5MK73"),
    help: "Copy the number from the patient's red, white and blue card, without dashes.",
};

/// What each place takes: C a digit from 1, N a digit, A a letter, X either.
const FORM: &[u8] = b"CAXNAXNAANN";

fn is_medicare_number(value: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
    let fits = |(byte, kind): (&u8, &u8)| match kind {
        b'C' => (b'1'..=b'9').contains(byte),
        b'N' => byte.is_ascii_digit(),
        b'A' => is_letter(*byte),
        _ => byte.is_ascii_digit() || is_letter(*byte),
    };
    value.len() == FORM.len() && value.iter().zip(FORM).all(fits)
}
