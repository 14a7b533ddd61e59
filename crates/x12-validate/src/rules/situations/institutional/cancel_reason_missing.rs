//! A voided claim says why.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "cancel-reason-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A voided claim to Medicare gives no reason",
        reason: "Medicare works a change by its reason, and sends it back without one.",
        source: "Medicare Claims Processing Manual, chapter 1, section 130.1.2: claim change reason codes D0 to D9 and E0",
        example: "CLM05-3 = 8 with SBR09 = MA and no HI*BG:D5",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MA"]), Condition::Is("CLM05-3", &["8"])]),
    demand: Demand::Custom(&["CLM05-3", "HI[conditions]"], check),
    help: "Add D5 or D6 as a condition code.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if information::has(case, "HI[conditions]", &[b"D5", b"D6"]) {
        return;
    }
    if let Some(claim) = case.sent("CLM05-3").first() {
        found.push(Problem::Value { at: claim.ordinal(), element: Some((5, Some(3))), expected: "D5 or D6 beside it (HI*BG)".to_owned() });
    }
}
