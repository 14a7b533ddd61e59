//! An address in the United States names its state.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "state-missing",
        severity: Severity::Error,
        snip: 4,
        title: "An address has no state",
        reason: "Mail and the price of a service depend on it.",
        source: "guides of the 837, N402: asked for of addresses in the United States and Canada, and N404 of all others but those",
        example: "N4*AUSTIN**78701",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010AA", "2010AB", "2010AC", "2010BA", "2010BB", "2010CA", "2330A", "2330B"],
    when: Condition::All(&[
        Condition::Absent("N402"),
        Condition::Present("N4"),
        Condition::Any(&[Condition::Absent("N404"), Condition::Is("N404", &["US", "CA"])]),
    ]),
    demand: Demand::Required("N402"),
    help: "Add the state, or the country in N404.",
};
