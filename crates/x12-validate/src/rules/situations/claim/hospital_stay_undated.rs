//! A visit to an inpatient says when the stay began.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "hospital-stay-undated",
        severity: Severity::Warning,
        snip: 6,
        title: "A visit to an inpatient has no date of admission",
        reason: "The payer holds the visit against the stay that the hospital bills.",
        source: "CMS 1500 instructions, item 18; guide 005010X222A1, DTP*435: asked for with inpatient visits",
        example: "CLM05-1 = 21 without DTP*435",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Is("CLM05-1", &["21", "51", "61"]),
    demand: Demand::Required("DTP[435]"),
    help: "Add DTP*435 with the date of admission.",
};
