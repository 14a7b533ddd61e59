//! A claim is told by number or charge.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "claim-hard-to-find",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry gives neither the payer's claim number nor the charge",
        reason: "A payer finds a claim by its own number, or by charge and dates.",
        source: "public companion guides for 276: search by claim number, or by charge and dates",
        example: "TRN*1*T5101 with DTP alone",
    },
    sets: &["276"],
    within: &["2200D"],
    when: Condition::All(&[Condition::Absent("REF[payer-claim-number]"), Condition::Absent("2210D")]),
    demand: Demand::Required("AMT"),
    help: "Send the charge (AMT*T3), or the number of the payer (REF*1K).",
};
