//! A payer that has paid did so on a day.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "decision-date-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "Another payer has paid, and the date of its decision is missing",
        reason: "The next payer counts its time limit from the decision of the one before.",
        source: "guides of the 837, loop 2330B DTP*573; CMS 837P companion guide on Medicare secondary payer",
        example: "2320 AMT*D without DTP*573 in loop 2330B or 2430",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300"],
    when: Condition::All(&[Condition::Present("2320/AMT[D]"), Condition::Absent("2320/2330B/DTP[573]"), Condition::Absent("2400/2430")]),
    demand: Demand::Required("2320/2330B/DTP[573]"),
    help: "Add DTP*573 with the date of the remittance to loop 2330B.",
};
