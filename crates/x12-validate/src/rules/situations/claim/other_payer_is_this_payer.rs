//! Loop 2320 is for other cover than that of the claim itself.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "other-payer-is-this-payer",
        severity: Severity::Warning,
        snip: 4,
        title: "Another payer is the payer of the claim, with the same member number",
        reason: "Loop 2320 is for the other payers; the one that the claim goes to has its own place.",
        source: "X12 interpretation 1865: loop 2320 is for other payers only",
        example: "2330B NM109 = 2010BB NM109 and 2330A NM109 = 2010BA NM109",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2320"],
    when: Condition::Present("2330B/NM109"),
    demand: Demand::Custom(&["2330A/NM109", "2330B/NM109", "2010BA/NM109", "2010BB/NM109"], check),
    help: "Leave the loop out, or name the other payer and its member number.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let is_same = |here: &'static str, there: &'static str| match (case.sent(here).first(), case.sent(there).first()) {
        (Some(one), Some(other)) if one.element(9) == other.element(9) => Some((one.ordinal(), other.ordinal())),
        _ => None,
    };
    if let (Some(_), Some((at, other))) = (is_same("2330A/NM109", "2010BA/NM109"), is_same("2330B/NM109", "2010BB/NM109")) {
        let element = Some((9, None));
        found.push(Problem::Against { at, element, expected: None, other, other_element: element });
    }
}
