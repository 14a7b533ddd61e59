//! Orthodontic treatment began with an appliance.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "appliance-date-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "Orthodontic treatment has no date of the appliance",
        reason: "The months of treatment are counted from it.",
        source: "ADA claim form instructions, items 40 and 41; guide 005010X224A2, DTP*452",
        example: "DN1*24*18 without DTP*452",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("DN101"),
    demand: Demand::OneOf(&["DTP[452]", "2400/DTP[452]"]),
    help: "Add DTP*452 with the day on which the appliance was placed.",
};
