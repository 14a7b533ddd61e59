//! A first placement has none before it.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "first-placement-with-earlier-date",
        severity: Severity::Warning,
        snip: 6,
        title: "A first placement has the date of an earlier one",
        reason: "The plan would take it for a replacement, which it pays only after some years.",
        source: "ADA claim form instructions, items 43 and 44: the prior placement belongs to replacements",
        example: "SV305 = I with DTP*441",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("SV305", &["I"]), Condition::Present("DTP[441]")]),
    demand: Demand::NotUsed("DTP[441]"),
    help: "Leave DTP*441 out, or send R in SV305.",
};
