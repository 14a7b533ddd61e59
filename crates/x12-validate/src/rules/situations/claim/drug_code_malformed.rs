//! A national drug code has eleven digits.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "drug-code-malformed",
        severity: Severity::Error,
        snip: 4,
        title: "A drug code has not eleven digits",
        reason: "The code on the package is shorter; payers know it with zeros filled in.",
        source: "CMS and Medicaid on national drug codes in claims: eleven digits, 5-4-2, without hyphens; HIPAA, 45 CFR 162.1002",
        example: "LIN**N4*0409-3795-01",
    },
    sets: &["837P", "837I"],
    within: &["2410"],
    when: Condition::Is("LIN02", &["N4"]),
    demand: Demand::Meets("LIN03", is_drug_code, "eleven digits"),
    help: "Fill each part with leading zeros to five, four and two digits, and leave the hyphens out.",
};

fn is_drug_code(value: &[u8]) -> bool {
    value.len() == 11 && value.iter().all(u8::is_ascii_digit)
}
