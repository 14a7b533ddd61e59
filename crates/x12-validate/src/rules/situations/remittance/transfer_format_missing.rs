//! An electronic payment has a format.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "transfer-format-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "An electronic payment does not say in what format it moves",
        reason: "The bank passes the trace on only in the addenda of CCD+ or CTX.",
        source: "45 CFR 162.1602: CCD+ for electronic payments; BPR05 in common practice (traced to no one guide) in the 835",
        example: "BPR*I*125*C*ACH**01*...",
    },
    sets: &["835", "820"],
    within: &["ST"],
    when: Condition::Is("BPR04", &["ACH"]),
    demand: Demand::Required("BPR05"),
    help: "Send CCP (CCD+) or CTX in BPR05.",
};
