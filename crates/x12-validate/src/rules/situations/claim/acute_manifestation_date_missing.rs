//! An acute spinal condition has a date.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "acute-manifestation-date-missing",
        severity: Severity::Error,
        snip: 6,
        title: "An acute spinal condition has no date",
        reason: "Medicare pays for manipulation of an acute condition for a time that begins with this date.",
        source: "guide 005010X222A1, CR208 and DTP*453; CMS on chiropractic claims",
        example: "CR208 = A without DTP*453",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("CR208", &["A", "M"]), Condition::Is("2000B/SBR09", &["MB"])]),
    demand: Demand::Required("DTP[acute-manifestation]"),
    help: "Add DTP*453 with the date.",
};
