//! A finished inpatient stay has an hour of discharge.

use x12_findings::{Rule, Severity};

use super::INPATIENT;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "discharge-hour-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A finished inpatient stay has no hour of discharge",
        reason: "The last day counts by the hour of discharge.",
        source: "UB-04 data set, form locator 16; public companion guides for 837I, DTP*096",
        example: "CL103 = 01 without DTP*096",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("CLM05-1", INPATIENT), Condition::Is("CLM05-3", &["1", "4"]), Condition::Other("CL103", &["30"])]),
    demand: Demand::Required("DTP[discharge-hour]"),
    help: "Add DTP*096 with the hour.",
};
