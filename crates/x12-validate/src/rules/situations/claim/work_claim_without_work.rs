//! A workers' compensation claim says that work was the cause.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "work-claim-without-work",
        severity: Severity::Warning,
        snip: 6,
        title: "A workers' compensation claim does not say that work was the cause",
        reason: "The insurer answers only for what work has caused.",
        source: "workers' compensation guides of the states on the 837P: CLM11 is EM; CMS 1500 instructions, item 10a",
        example: "SBR09 = WC without EM in CLM11",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::All(&[
        Condition::Is("SBR09", &["WC"]),
        Condition::Not(&Condition::Is("CLM11-1", &["EM"])),
        Condition::Not(&Condition::Is("CLM11-2", &["EM"])),
    ]),
    demand: Demand::Custom(&["CLM11"], check),
    help: "Send EM in CLM11.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for claim in case.sent("CLM11") {
        let element = Some((11, Some(1)));
        found.push(match claim.component(11, 1) {
            [] => Problem::ElementMissing { at: claim.ordinal(), element },
            _ => Problem::Value { at: claim.ordinal(), element, expected: "EM as one of the causes".to_owned() },
        });
    }
}
