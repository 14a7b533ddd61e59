//! An accepted claim has a number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accepted-claim-without-number",
        severity: Severity::Warning,
        snip: 4,
        title: "A payer accepts a claim and does not give its number",
        reason: "The provider asks for the claim, and corrects it, by this number.",
        source: "CMS 277CA companion guide: REF*1K on accepted claims",
        example: "STC*A2:20*20260113*WQ*100 without REF*1K",
    },
    sets: &["277CA"],
    within: &["2200D"],
    when: Condition::All(&[Condition::Is("STC01-1", &["A2"]), Condition::Is("2100A/NM101", &["PR"])]),
    demand: Demand::Required("REF[payer-claim-control-number]"),
    help: "Ask the payer for its claim number.",
};
