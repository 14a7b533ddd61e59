//! A death has a day.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "day-of-death-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A subscriber has died, and the day is missing",
        reason: "Claims after that day are not paid.",
        source: "common practice (traced to no one guide) in the 834: INS11 and INS12 where INS04 is 03",
        example: "INS*Y*18*024*03*A",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::All(&[Condition::Is("INS04", &["03"]), Condition::Is("INS02", &["18"])]),
    demand: Demand::Required("INS12"),
    help: "Send D8 in INS11 and the day in INS12.",
};
