//! A patient's claim to a casualty insurer names the insurer's claim.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "casualty-number-of-patient-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A patient's claim to a casualty insurer does not name its number",
        reason: "The insurer files everything under the number that it gave the accident.",
        source: "guides of the 837, 2010CA REF*Y4: asked for of casualty claims where it is known; workers' compensation guides of the states",
        example: "SBR09 = WC without REF*Y4 in loop 2010CA",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000C"],
    when: Condition::Is("2000B/SBR09", &["AM", "WC"]),
    demand: Demand::Required("2010CA/REF[Y4]"),
    help: "Add REF*Y4 with the number of the insurer's claim.",
};
