//! A patient of an interim claim is still there.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "interim-claim-discharged",
        severity: Severity::Warning,
        snip: 6,
        title: "An interim claim says that the patient was discharged",
        reason: "More claims of the stay are to follow; a discharge would end it.",
        source: "UB-04 data set, form locators 4 and 17: frequencies 2 and 3 are followed by others; Medicare Claims Processing Manual, chapter 25",
        example: "CLM05 = 11:A:2 with CL103 = 01",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("CLM05-1", &["11"]), Condition::Is("CLM05-3", &["2", "3"])]),
    demand: Demand::Codes("CL103", &["30"]),
    help: "Send 30 (still a patient) in CL103, or frequency 1 or 4.",
};
