//! A claim of a patient who died says when that was.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "death-date-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "The patient died, and the date of death is missing",
        reason: "Medicare closes the patient's record at that day.",
        source: "CMS change request 7792: occurrence code 55 with patient status 20, 40, 41 and 42",
        example: "CL103 = 20 without HI*BH:55",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MA"]), Condition::Is("CL103", &["20", "40", "41", "42"])]),
    demand: Demand::Custom(&["CL103", "HI[occurrences]"], check),
    help: "Add occurrence code 55 with the date of death.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if information::has(case, "HI[occurrences]", &[b"55"]) {
        return;
    }
    if let Some(stay) = case.sent("CL103").first() {
        found.push(Problem::Value { at: stay.ordinal(), element: Some((3, None)), expected: "occurrence code 55 beside it (HI*BH:55)".to_owned() });
    }
}
