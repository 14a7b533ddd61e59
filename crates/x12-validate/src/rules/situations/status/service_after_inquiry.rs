//! A service is before the inquiry.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-after-inquiry",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim is asked about before its service",
        reason: "What was not yet done was not yet billed; the date is wrong.",
        source: "guide 005010X212, BHT04 and DTP*472",
        example: "DTP*472*D8*20270110 with BHT04 = 20260301",
    },
    sets: &["276", "277"],
    within: &["2200D", "2200E"],
    when: Condition::Present("DTP"),
    demand: Demand::Custom(&["BHT", "DTP"], check),
    help: "Correct the date of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("BHT", &mut |beginning| {
        case.each("DTP", &mut |service| {
            if dates::period(service.element(3)).is_some_and(|(from, _)| beginning.element(4).len() == 8 && from > beginning.element(4)) {
                let (element, other_element) = (Some((3, None)), Some((4, None)));
                found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: beginning.ordinal(), other_element });
            }
        });
    });
}
