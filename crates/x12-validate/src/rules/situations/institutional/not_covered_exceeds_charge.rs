//! No more is left uncovered than is charged.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "not-covered-exceeds-charge",
        severity: Severity::Warning,
        snip: 4,
        title: "More of a line is not covered than it charges",
        reason: "The rest is what the payer may cover; it would be less than nothing.",
        source: "UB-04 data set, form locators 47 and 48: non-covered charges are part of the total",
        example: "SV203 = 150 with SV207 = 200",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::Present("SV207"),
    demand: Demand::Custom(&["SV2"], check),
    help: "Correct SV207 or SV203.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let amount = |value: &[u8]| std::str::from_utf8(value).ok()?.parse::<f64>().ok();
    for service in case.sent("SV2") {
        if let (Some(part), Some(whole)) = (amount(service.element(7)), amount(service.element(3)))
            && part > whole
        {
            let (element, other_element) = (Some((7, None)), Some((3, None)));
            found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: service.ordinal(), other_element });
        }
    }
}
