//! Since October 2015 diagnoses are coded in ICD-10.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "retired-codes-of-stay",
        severity: Severity::Error,
        snip: 4,
        title: "A claim since October 2015 is coded in ICD-9",
        reason: "No payer under HIPAA reads the old codes for these days.",
        source: "45 CFR 162.1002(c): ICD-10 from 2015-10-01 on; CMS SE1408",
        example: "HI*BK:41401 with DTP*434 = 20260201-20260204",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("HI[ABK]01-1", &["BK"]),
        Condition::Holds("DTP[statement-period]03", is_since_then),
        Condition::Not(&Condition::Is("SBR09", &["AM", "LM", "WC"])),
    ]),
    demand: Demand::Codes("HI[ABK]01-1", &["ABK"]),
    help: "Code the diagnoses in ICD-10-CM and the procedures in ICD-10-PCS.",
};

/// The first day of ICD-10. Periods that begin before it are left alone.
fn is_since_then(value: &[u8]) -> bool {
    value.get(..8).is_some_and(|day| day >= &b"20151001"[..])
}
