//! A review of an admission has its date.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reviewed-admission-undated",
        severity: Severity::Warning,
        snip: 6,
        title: "A review of an admission does not say when it is",
        reason: "Days are certified from the admission on.",
        source: "common practice (traced to no one guide) in the 278: DTP*435 where UM01 is AR",
        example: "UM*AR without DTP*435",
    },
    sets: &["278"],
    within: &["2000E"],
    when: Condition::All(&[Condition::Is("UM01", &["AR"]), Condition::Is("ST/BHT02", &["13"])]),
    demand: Demand::Required("DTP[435]"),
    help: "Add DTP*435 with the date of the admission.",
};
