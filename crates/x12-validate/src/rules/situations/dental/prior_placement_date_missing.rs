//! A replacement names the date of what it replaces.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "prior-placement-date-missing",
        severity: Severity::Error,
        snip: 6,
        title: "A replaced crown or denture has no date of the first one",
        reason: "Plans pay for a replacement only some years later.",
        source: "ADA claim form instructions, item 44; guide 005010X224A2, SV305 and DTP*441",
        example: "SV305 = R without DTP*441",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Is("SV305", &["R"]),
    demand: Demand::Required("DTP[prior-placement]"),
    help: "Add DTP*441 with the date of the earlier placement.",
};
