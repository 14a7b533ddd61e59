//! A procedure of an outpatient claim of several days has its day.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "outpatient-service-undated",
        severity: Severity::Error,
        snip: 6,
        title: "A procedure of an outpatient claim of several days has no date",
        reason: "Each day of an outpatient is priced by itself.",
        source: "guide 005010X223A2, 2400 DTP*472: asked for of outpatient lines where the period is more than a day; Medicare Claims Processing Manual, chapter 25, form locator 45",
        example: "SV202 without DTP*472, DTP*434 = 20260210-20260212",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Absent("DTP[472]"),
        Condition::Absent("2410"),
        Condition::Is("CLM05-1", &["13", "14", "83", "85"]),
        Condition::Present("SV202"),
        Condition::Holds("2300/DTP[statement-period]03", is_of_several_days),
    ]),
    demand: Demand::Required("DTP[472]"),
    help: "Add DTP*472 with the day of the service.",
};

fn is_of_several_days(value: &[u8]) -> bool {
    dates::period(value).is_some_and(|(from, to)| from < to)
}
