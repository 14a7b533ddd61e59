//! A newborn comes from a birth inside or outside of the hospital.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "newborn-origin-wrong",
        severity: Severity::Warning,
        snip: 6,
        title: "A newborn has the point of origin of another patient",
        reason: "For newborns the code says where the birth was.",
        source: "UB-04 data set, form locators 14 and 15: 5 or 6 with type 4; Medicare Claims Processing Manual, chapter 25",
        example: "CL1*4*1*01",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Is("CL101", &["4"]),
    demand: Demand::Codes("CL102", &["5", "6"]),
    help: "Send 5 (born in this hospital) or 6 (born elsewhere).",
};
