//! What is certified has a number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "certification-number-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A certified service has no certification number",
        reason: "The claim is paid by the number of its certification (REF*G1).",
        source: "common practice (traced to no one guide) in the 278 response: HCR02 where HCR01 is A1, A2 or A6",
        example: "HCR*A1 without HCR02",
    },
    sets: &["278"],
    within: &["2000E", "2000F"],
    when: Condition::Is("HCR01", &["A1", "A2", "A6"]),
    demand: Demand::Required("HCR02"),
    help: "Send the number in HCR02.",
};
