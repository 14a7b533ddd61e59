//! A certificate of need says when the therapy began.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "therapy-begin-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A certificate of need has no first day of therapy",
        reason: "The months that the certificate covers are counted from it.",
        source: "guide 005010X222A1, DTP*463: asked for with a certificate of medical necessity; CMS on equipment claims",
        example: "CR3 without DTP*463",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("CR3"),
    demand: Demand::Required("DTP[463]"),
    help: "Add DTP*463 with the first day of therapy.",
};
