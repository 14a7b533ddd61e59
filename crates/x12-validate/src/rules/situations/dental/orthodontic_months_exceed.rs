//! No more months are left than there are.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "orthodontic-months-exceed",
        severity: Severity::Error,
        snip: 6,
        title: "More months of orthodontic treatment are left than it lasts",
        reason: "The plan spreads its payments over the months that are left.",
        source: "ADA claim form instructions, items 41 and 42; guide 005010X224A2, DN1",
        example: "DN1*24*30",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("DN102"),
    demand: Demand::Custom(&["DN1"], check),
    help: "Correct DN101 (all months) or DN102 (months left).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let months = |value: &[u8]| std::str::from_utf8(value).ok()?.parse::<u32>().ok();
    for treatment in case.sent("DN1") {
        if let (Some(all), Some(left)) = (months(treatment.element(1)), months(treatment.element(2)))
            && left > all
        {
            let (element, other_element) = (Some((2, None)), Some((1, None)));
            let expected = Some(format!("at most {all}"));
            found.push(Problem::Against { at: treatment.ordinal(), element, expected, other: treatment.ordinal(), other_element });
        }
    }
}
