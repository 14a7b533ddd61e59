//! The billing provider has a number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "billing-provider-without-number",
        severity: Severity::Warning,
        snip: 4,
        title: "The billing provider has no number",
        reason: "Payers pay whom they can identify; only providers who need no national identifier have a number of the payer instead.",
        source: "45 CFR 162.410: covered providers use their national provider identifier; guides of the 837, 2010AA NM109 and 2010BB REF*G2",
        example: "2010AA NM109 not sent, and no REF*G2 in loop 2010BB",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Absent("2010AA/NM109"), Condition::Absent("2010BB/REF[G2]")]),
    demand: Demand::Required("2010AA/NM109"),
    help: "Add the national provider identifier, or the payer's number in REF*G2 of loop 2010BB.",
};
