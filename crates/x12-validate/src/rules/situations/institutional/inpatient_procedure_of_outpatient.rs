//! Procedure codes of ICD are of inpatients.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "inpatient-procedure-of-outpatient",
        severity: Severity::Warning,
        snip: 6,
        title: "An outpatient claim has a procedure in inpatient codes",
        reason: "Outpatient procedures are coded on their lines, by HCPCS.",
        source: "45 CFR 162.1002(c): ICD-10-PCS is for procedures of hospital inpatients",
        example: "CLM05-1 = 13 with HI*BBR",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("HI[principal-procedure]"), Condition::Is("CLM05-1", &["13", "14", "83", "85"])]),
    demand: Demand::NotUsed("HI[principal-procedure]"),
    help: "Leave HI*BBR out, and code the procedure in SV202.",
};
