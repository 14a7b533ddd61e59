//! An ambulance claim says where the patient was taken.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "drop-off-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An ambulance transport has no drop-off point",
        reason: "Mileage and the fee depend on where the patient was taken.",
        source: "CMS 837P companion guide, ambulance: loops 2310E and 2310F",
        example: "CR1 without loop 2310F",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("CR1"), Condition::Absent("2400/2420H")]),
    demand: Demand::Required("2310F"),
    help: "Add loop 2310F with the address of the drop-off.",
};
