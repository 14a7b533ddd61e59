//! A claim that an accident caused says when that was.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accident-date-missing",
        severity: Severity::Error,
        snip: 4,
        title: "A claim that an accident caused does not say when the accident was",
        reason: "Payers settle by the date of the accident which insurance was liable.",
        source: "CMS 1500 instructions, items 10 and 14; public companion guides for 837P and 837D, DTP*439",
        example: "CLM11-1 = AA without DTP*439",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Any(&[Condition::Is("CLM11-1", &["AA", "OA"]), Condition::Is("CLM11-2", &["AA", "OA"])]),
    demand: Demand::Required("DTP[accident]"),
    help: "Add the date of the accident (DTP*439).",
};
