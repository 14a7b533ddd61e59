//! An orthodontic appliance belongs to orthodontic treatment.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "appliance-without-orthodontics",
        severity: Severity::Warning,
        snip: 6,
        title: "An appliance was placed, and the claim is not said to be orthodontic",
        reason: "The plan pays orthodontic treatment by the month.",
        source: "ADA claim form instructions, items 40 to 42; guide 005010X224A2, DN1",
        example: "DTP*452 without DN1",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("DTP[452]"), Condition::Absent("DN1")]),
    demand: Demand::Required("DN1"),
    help: "Add DN1 with the months of treatment, or leave DTP*452 out.",
};
