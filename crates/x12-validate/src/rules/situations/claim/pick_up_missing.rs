//! An ambulance claim says where the patient was picked up.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "pick-up-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An ambulance transport has no pick-up point",
        reason: "Mileage and the fee depend on where the patient was picked up.",
        source: "CMS 837P companion guide, ambulance: loops 2310E and 2310F",
        example: "CR1 without loop 2310E",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("CR1"), Condition::Absent("2400/2420G")]),
    demand: Demand::Required("2310E"),
    help: "Add loop 2310E with the address of the pick-up.",
};
