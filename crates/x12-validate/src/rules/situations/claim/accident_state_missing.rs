//! A claim after a car accident says in which state that was, or in which country.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accident-state-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A claim after a car accident does not say in which state or country the accident was",
        reason: "The law of the state says which insurance pays first.",
        source: "CMS 1500 instructions, item 10b; public companion guides for 837P, CLM11-4",
        example: "CLM11-1 = AA without CLM11-4",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Any(&[Condition::Is("CLM11-1", &["AA"]), Condition::Is("CLM11-2", &["AA"])]), Condition::Absent("CLM11-5")]),
    demand: Demand::Required("CLM11-4"),
    help: "Put the state's two letters into CLM11-4, or the country into CLM11-5.",
};
