//! What happened is not what is wrong.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "external-cause-first",
        severity: Severity::Error,
        snip: 4,
        title: "The first diagnosis is an external cause",
        reason: "The codes V00 to Y99 tell how an injury came about, not which it is.",
        source: "ICD-10-CM official guidelines, section I.C.20.a: never the first or principal diagnosis; Medicare Code Editor, edit on external causes",
        example: "HI*ABK:W19XXXA",
    },
    sets: &["837P", "837I"],
    within: &["2300"],
    when: Condition::All(&[Condition::Holds("HI[ABK]01-2", is_cause), Condition::Is("HI[ABK]01-1", &["ABK"])]),
    demand: Demand::Meets("HI[ABK]01-2", is_no_cause, "a diagnosis, not an external cause (V00 to Y99)"),
    help: "Put the injury first, and the cause behind it.",
};

fn is_cause(code: &[u8]) -> bool {
    matches!(code.first(), Some(b'V' | b'W' | b'X' | b'Y'))
}

fn is_no_cause(code: &[u8]) -> bool {
    !is_cause(code)
}
