//! A service has a day or a period.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-day-beside-period",
        severity: Severity::Warning,
        snip: 4,
        title: "A service has a day and a period",
        reason: "Nobody can tell which of them the claim was for.",
        source: "common practice (traced to no one guide) in the 835: DTM*472 for one day, DTM*150 and DTM*151 for several",
        example: "DTM*150 and DTM*472 for one line",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::All(&[Condition::Is("DTM[service-dates]01", &["150", "151"]), Condition::Is("DTM[service-dates]01", &["472"])]),
    demand: Demand::Custom(&["DTM[service-dates]"], check),
    help: "Send the day or the period.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("DTM[service-dates]", &mut |date| {
        if date.element(1) == b"472" {
            found.push(Problem::NotUsed { at: date.ordinal(), element: None });
        }
    });
}
