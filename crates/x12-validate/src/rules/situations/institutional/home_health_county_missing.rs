//! A home health claim names the county where it was given.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "home-health-county-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A home health claim does not name the county of the service",
        reason: "The payment for rural care goes by the county.",
        source: "Medicare Claims Processing Manual, chapter 10, section 40.2: value code 85 on home health claims",
        example: "CLM05 = 32:A:9 without HI*BE:85",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MA"]), Condition::Is("CLM05-1", &["32"]), Condition::Is("CLM05-3", &["7", "9"])]),
    demand: Demand::Custom(&["CLM05-1", "HI[values]"], check),
    help: "Add value code 85 with the number of the county (FIPS).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if information::has(case, "HI[values]", &[b"85"]) {
        return;
    }
    if let Some(claim) = case.sent("CLM05-1").first() {
        found.push(Problem::Value { at: claim.ordinal(), element: Some((5, Some(1))), expected: "value code 85 beside it (HI*BE:85)".to_owned() });
    }
}
