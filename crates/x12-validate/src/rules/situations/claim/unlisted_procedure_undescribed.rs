//! A code for anything else says what it was.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "unlisted-procedure-undescribed",
        severity: Severity::Error,
        snip: 6,
        title: "A line with a code for anything not listed does not say what it was",
        reason: "Medicare sends such a line back, as nobody can price it.",
        source: "CMS on 5010 claims with codes not otherwise classified: a description in SV101-7 (status A8, 306)",
        example: "SV101 = HC:J3490 with SBR09 = MB",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MB"]), Condition::Is("SV101-2", &["A4649", "E1399", "J3490", "J3590", "J9999", "K0108"])]),
    demand: Demand::Required("SV101-7"),
    help: "Add a short description in SV101-7, such as the name and the dose of the drug.",
};
