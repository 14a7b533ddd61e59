//! The line of a payment group charges nothing.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payment-group-charged",
        severity: Severity::Warning,
        snip: 6,
        title: "The line of a payment group has a charge",
        reason: "The group only says how the stay is paid; the charges stand on the other lines.",
        source: "Medicare Claims Processing Manual, chapters 3 (0024) and 6 (0022): the charge of this line is zero",
        example: "SV2*0022*HP:RUC01*500*UN*1",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("SV201", &["0022", "0024"]), Condition::Holds("SV203", is_charged)]),
    demand: Demand::Meets("SV203", is_nothing, "0"),
    help: "Send 0 in SV203, and the charges on the lines of the services.",
};

fn is_nothing(value: &[u8]) -> bool {
    value.iter().all(|byte| matches!(byte, b'0' | b'.'))
}

fn is_charged(value: &[u8]) -> bool {
    !is_nothing(value)
}
