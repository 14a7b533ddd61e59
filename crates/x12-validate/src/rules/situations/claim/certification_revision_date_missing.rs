//! A revised certification has a date.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "certification-revision-date-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A renewed or revised equipment certification has no date",
        reason: "The payer counts the rental from the revision.",
        source: "guide 005010X222A1, CR301 and DTP*607; CMS on certificates of medical necessity",
        example: "CR301 = R without DTP*607",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Is("CR301", &["R", "S"]),
    demand: Demand::Required("DTP[607]"),
    help: "Add DTP*607 with the date of the revision.",
};
