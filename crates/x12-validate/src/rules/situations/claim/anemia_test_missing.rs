//! A drug against anemia comes with the last test.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "anemia-test-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A drug against anemia has no test result",
        reason: "Medicare pays for the drug by the last hemoglobin or hematocrit.",
        source: "CMS change request 5699: the latest hematocrit or hemoglobin on each claim for these drugs",
        example: "SV101-2 = J0885 with SBR09 = MB and no MEA",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MB"]), Condition::Is("SV101-2", &["J0881", "J0885", "Q5106"])]),
    demand: Demand::Required("MEA"),
    help: "Add MEA*TR*R1 (hemoglobin) or MEA*TR*R2 (hematocrit) with the result.",
};
