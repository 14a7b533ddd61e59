//! A service period has a begin.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-period-without-begin",
        severity: Severity::Warning,
        snip: 4,
        title: "The period of a service has an end and no begin",
        reason: "A line is matched by the day on which it begins.",
        source: "common practice (traced to no one guide) in the 835, DTM*150 and DTM*151",
        example: "DTM*151 without DTM*150",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::All(&[Condition::Is("DTM[service-dates]01", &["151"]), Condition::Not(&Condition::Is("DTM[service-dates]01", &["150", "472"]))]),
    demand: Demand::Codes("DTM[service-dates]01", &["150"]),
    help: "Send the begin (DTM*150) as well, or one date (DTM*472).",
};
