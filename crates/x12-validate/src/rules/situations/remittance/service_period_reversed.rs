//! A service period is in order.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-period-reversed",
        severity: Severity::Warning,
        snip: 4,
        title: "The period of a service ends before it begins",
        reason: "A line is matched by its dates.",
        source: "common practice (traced to no one guide) in the 835, DTM*150 and DTM*151",
        example: "DTM*150*20260111 and DTM*151*20260110",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::Is("DTM[service-dates]01", &["151"]),
    demand: Demand::Custom(&["DTM[service-dates]"], check),
    help: "Correct the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::reversed(case, "DTM[service-dates]", 2, &[(b"150", b"151")], found);
}
