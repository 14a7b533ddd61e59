//! A stay paid by Medicare counts its days.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "covered-days-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An inpatient claim to Medicare does not count the covered days",
        reason: "Days are drawn from the patient's benefit period.",
        source: "Medicare Claims Processing Manual, chapter 25: value code 80 for covered and 81 for non-covered days",
        example: "CLM05-1 = 11 with SBR09 = MA and no HI*BE:80",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MA"]), Condition::Is("CLM05-1", &["11", "18", "21"])]),
    demand: Demand::Custom(&["CLM05-1", "HI[values]"], check),
    help: "Add value code 80 with the covered days, or 81 if no day is covered.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if information::has(case, "HI[values]", &[b"80", b"81"]) {
        return;
    }
    if let Some(claim) = case.sent("CLM05-1").first() {
        let expected = "value code 80 or 81 beside it (HI*BE:80)".to_owned();
        found.push(Problem::Value { at: claim.ordinal(), element: Some((5, Some(1))), expected });
    }
}
