//! An address in the United States has a postal code.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "postal-code-missing",
        severity: Severity::Error,
        snip: 4,
        title: "An address has no postal code",
        reason: "Mail and the price of a service depend on it.",
        source: "guides of the 837, N403: asked for of addresses in the United States and Canada, and N404 of all others but those",
        example: "N4*AUSTIN*TX",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010AA", "2010AB", "2010AC", "2010BA", "2010BB", "2010CA", "2330A", "2330B"],
    when: Condition::All(&[
        Condition::Absent("N403"),
        Condition::Present("N4"),
        Condition::Any(&[Condition::Absent("N404"), Condition::Is("N404", &["US", "CA"])]),
    ]),
    demand: Demand::Required("N403"),
    help: "Add the postal code, or the country in N404.",
};
