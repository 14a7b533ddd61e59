//! A claim for the whole stay comes after its end.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "whole-stay-not-ended",
        severity: Severity::Warning,
        snip: 6,
        title: "A claim for the whole or the end of a stay says that the patient is still there",
        reason: "What comes later would have to be billed again with the whole stay.",
        source: "UB-04 data set, form locators 4 and 17: frequencies 1 and 4 end with the discharge; Medicare Claims Processing Manual, chapter 25",
        example: "CLM05 = 11:A:1 with CL103 = 30",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("CL103", &["30"]), Condition::Is("CLM05-1", &["11"]), Condition::Is("CLM05-3", &["1", "4"])]),
    demand: Demand::Meets("CL103", is_discharge, "the status at discharge, not 30"),
    help: "Send the status at discharge in CL103, or frequency 2 or 3.",
};

fn is_discharge(status: &[u8]) -> bool {
    status != b"30"
}
