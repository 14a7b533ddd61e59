//! A subscriber who is the patient has no patient level below.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "patient-level-beside-self",
        severity: Severity::Error,
        snip: 4,
        title: "The subscriber is the patient, and a level for another patient follows",
        reason: "A claim stands under the one who was treated: under the subscriber, or under a dependent.",
        source: "guides of the 837, loops 2000B and 2000C: SBR02 is 18 only if the subscriber is the patient",
        example: "SBR02 = 18 with a level HL03 = 23 below",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000B"],
    when: Condition::Is("SBR02", &["18"]),
    demand: Demand::NotUsed("2000C"),
    help: "Leave SBR02 empty if a dependent was treated, or send the claim under the subscriber.",
};
