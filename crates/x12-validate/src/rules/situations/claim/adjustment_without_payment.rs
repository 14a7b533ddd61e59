//! A payer that adjusted a claim says what it paid.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "adjustment-without-payment",
        severity: Severity::Warning,
        snip: 4,
        title: "Another payer adjusted the claim, and does not say what it paid",
        reason: "An adjustment is what a decided claim was paid less by; the amount paid belongs to it, if only 0.",
        source: "guides of the 837, loop 2320 AMT*D: asked for of a payer that has decided; X12 interpretation 251",
        example: "2320 CAS without AMT*D",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2320"],
    when: Condition::All(&[Condition::Present("CAS"), Condition::Absent("AMT[D]")]),
    demand: Demand::Required("AMT[D]"),
    help: "Add AMT*D with what the payer paid, 0 if nothing.",
};
