//! Since October 2015 diagnoses are coded in ICD-10.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "retired-diagnosis-codes",
        severity: Severity::Error,
        snip: 4,
        title: "Services since October 2015 are coded in ICD-9",
        reason: "No payer under HIPAA reads the old codes for these days.",
        source: "45 CFR 162.1002(c): ICD-10 for services from 2015-10-01 on; CMS SE1408",
        example: "HI*BK:4659 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("HI[ABK]01-1", &["BK"]),
        Condition::Holds("2400/DTP[472]03", is_since_then),
        Condition::Not(&Condition::Is("SBR09", &["AM", "LM", "WC"])),
    ]),
    demand: Demand::Codes("HI[ABK]01-1", &["ABK"]),
    help: "Code the diagnoses in ICD-10-CM, with ABK and ABF.",
};

/// The first day of ICD-10. Periods that begin before it are left alone.
fn is_since_then(value: &[u8]) -> bool {
    value.get(..8).is_some_and(|day| day >= &b"20151001"[..])
}
