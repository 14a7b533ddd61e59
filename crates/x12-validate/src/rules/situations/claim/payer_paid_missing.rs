//! A payer that decided on lines has paid an amount, if only 0.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payer-paid-missing",
        severity: Severity::Error,
        snip: 4,
        title: "Another payer decided on the lines, and what it paid for the claim is missing",
        reason: "The next payer pays what is left, and needs the sum to find it.",
        source: "guides of the 837, loop 2320 AMT*D; X12 interpretation 1294: AMT*D is held against the payments of the lines",
        example: "2430 SVD without AMT*D in loop 2320",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("2400/2430"), Condition::Absent("2320/AMT[D]")]),
    demand: Demand::Required("2320/AMT[D]"),
    help: "Add AMT*D with the sum that the payer paid, 0 if nothing.",
};
