//! A refusal for ended coverage gives the day.

use x12_findings::{Rule, Severity};

use crate::rules::situations::reasons;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "coverage-end-not-told",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim was refused since the coverage had ended, and the day is missing",
        reason: "The provider can tell the patient only with the day, or find the plan that came after.",
        source: "X12 code list 139: 27 coverage terminated; common practice (traced to no one guide) in the 835, DTM*036",
        example: "CAS*PR*27*125 without DTM*036",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Any(&[reasons::reason_is!("CAS", &["27"]), reasons::reason_is!("2110/CAS", &["27"])]),
    demand: Demand::Custom(&["CAS", "2110/CAS", "DTM[coverage-expiration]"], check),
    help: "Send the last day of the coverage (DTM*036).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if reasons::any(case, "CAS", &["27"]) || reasons::any(case, "2110/CAS", &["27"]) {
        case.require(&["DTM[coverage-expiration]"], found);
    }
}
