//! The number of patients in an ambulance is told of several.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "patients-in-ambulance-not-several",
        severity: Severity::Warning,
        snip: 6,
        title: "The line counts the patients in the ambulance, and there was one",
        reason: "The count is for shared transports, which are paid in part.",
        source: "guide 005010X222A1, QTY*PT: asked for where more than one patient was transported",
        example: "QTY*PT*1",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("QTY[PT]"),
    demand: Demand::Meets("QTY[PT]02", is_several, "2 or more"),
    help: "Leave QTY*PT out, or correct the number.",
};

fn is_several(value: &[u8]) -> bool {
    std::str::from_utf8(value).ok().and_then(|text| text.parse::<f64>().ok()).is_none_or(|count| count >= 2.0)
}
