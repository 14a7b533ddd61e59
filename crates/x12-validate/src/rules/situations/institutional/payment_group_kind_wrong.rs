//! A payment group is said to be one.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-group-kind-wrong",
        severity: Severity::Warning,
        snip: 6,
        title: "The payment group is said to be another kind of code",
        reason: "The payer looks a code up in the list that its qualifier names.",
        source: "guide 005010X223A2, SV202-1: HP for HIPPS codes; Medicare Claims Processing Manual, chapter 6",
        example: "SV2*0022*HC:RUC01*0*UN*1",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("SV201", &["0022", "0023", "0024"]), Condition::Present("SV202-1")]),
    demand: Demand::Codes("SV202-1", &["HP"]),
    help: "Send HP in SV202-1.",
};
