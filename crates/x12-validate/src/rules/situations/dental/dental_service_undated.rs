//! A service has a day.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "dental-service-undated",
        severity: Severity::Error,
        snip: 4,
        title: "A service has no date",
        reason: "Cover and limits go by the day of service.",
        source: "ADA claim form instructions, item 24: the procedure date of what was done; guide 005010X224A2, DTP*472 at the claim or the line",
        example: "SV3 without DTP*472, and CLM19 not PB",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Absent("2400/DTP[472]"),
        Condition::Absent("2300/DTP[472]"),
        Condition::Absent("2300/CLM19"),
        Condition::Not(&Condition::Any(&[
            Condition::Present("2400/DTP[196]"),
            Condition::Present("2400/DTP[198]"),
            Condition::Present("2400/DTP[452]"),
            Condition::Present("2400/DTP[446]"),
            Condition::Present("2300/DTP[452]"),
        ])),
    ]),
    demand: Demand::OneOf(&["2400/DTP[472]", "2300/DTP[472]"]),
    help: "Add DTP*472 to the line or to the claim, or PB in CLM19 if nothing was done yet.",
};
