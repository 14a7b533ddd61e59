//! A patient pays no more than the charge.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "patient-paid-exceeds-charge",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient has paid more than the claim charges",
        reason: "What the patient paid is for the services of the claim.",
        source: "CMS 1500 instructions, items 28 and 29: what the patient paid for the covered services of the claim",
        example: "AMT*F5*200 with CLM02 = 125",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("AMT[F5]"),
    demand: Demand::Custom(&["AMT[F5]", "CLM"], check),
    help: "Correct AMT*F5 or CLM02.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let amount = |value: &[u8]| std::str::from_utf8(value).ok()?.parse::<f64>().ok();
    let Some(claim) = case.sent("CLM").first().copied() else { return };
    for paid in case.sent("AMT[F5]") {
        if let (Some(part), Some(whole)) = (amount(paid.element(2)), amount(claim.element(2)))
            && part > whole
            && whole >= 0.0
        {
            let element = Some((2, None));
            found.push(Problem::Against { at: paid.ordinal(), element, expected: None, other: claim.ordinal(), other_element: element });
        }
    }
}
