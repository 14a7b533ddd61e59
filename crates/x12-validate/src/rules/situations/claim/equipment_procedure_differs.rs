//! The equipment of a line is the line's procedure.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "equipment-procedure-differs",
        severity: Severity::Error,
        snip: 6,
        title: "The equipment is another procedure than the line's",
        reason: "The prices of SV5 are those of the procedure that is billed.",
        source: "guide 005010X222A1, SV501-2: the same procedure as SV101-2; CMS 837P companion guide for equipment",
        example: "SV501-2 = E0260 with SV101-2 = E0601",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV501-2"),
    demand: Demand::Custom(&["SV101", "SV501"], check),
    help: "Put the procedure of SV101-2 into SV501-2.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for (service, equipment) in case.sent("SV101").iter().zip(case.sent("SV501")) {
        if service.component(1, 2) != equipment.component(1, 2) {
            let element = Some((1, Some(2)));
            found.push(Problem::Against { at: equipment.ordinal(), element, expected: None, other: service.ordinal(), other_element: element });
        }
    }
}
