//! Who has Medicare is the subscriber.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "medicare-patient-not-subscriber",
        severity: Severity::Error,
        snip: 4,
        title: "A Medicare claim is not for the subscriber",
        reason: "In Medicare everyone is insured in their own right; there are no dependents.",
        source: "CMS companion guides for 837P and 837I: SBR02 of loop 2000B is 18, and loop 2000C is not used",
        example: "SBR09 = MB with SBR02 not sent",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::Is("SBR09", &["MA", "MB"]),
    demand: Demand::Required("SBR02"),
    help: "Send 18 in SBR02 and the patient in loop 2010BA, or correct SBR09.",
};
