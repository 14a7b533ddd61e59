//! A claim to a casualty insurer names the insurer's claim.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "casualty-number-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim to a casualty insurer does not name its number",
        reason: "The insurer files everything under the number that it gave the accident.",
        source: "guides of the 837, 2010BA REF*Y4: asked for of casualty claims where it is known; workers' compensation guides of the states",
        example: "SBR09 = WC without REF*Y4",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Is("SBR09", &["AM", "WC"]), Condition::Present("SBR02")]),
    demand: Demand::Required("2010BA/REF[Y4]"),
    help: "Add REF*Y4 with the number of the insurer's claim.",
};
