//! An attachment that is sent by mail, fax or file has a control number.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "attachment-number-missing",
        severity: Severity::Error,
        snip: 4,
        title: "An attachment that is sent apart has no control number",
        reason: "The payer finds the attachment for the claim by this number.",
        source: "public companion guides for the 837, PWK06: asked for unless the attachment is only available on request",
        example: "PWK*OZ*EL without PWK06",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2300", "2400"],
    when: Condition::Is("PWK02", &["BM", "EL", "EM", "FT", "FX"]),
    demand: Demand::Custom(&["PWK"], check),
    help: "Put the number that stands on the attachment into PWK06, with AC in PWK05.",
};

/// The ways of sending an attachment apart.
const APART: [&[u8]; 5] = [b"BM", b"EL", b"EM", b"FT", b"FX"];

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for attachment in case.sent("PWK") {
        if APART.contains(&attachment.element(2)) && attachment.element(6).is_empty() {
            found.push(Problem::ElementMissing { at: attachment.ordinal(), element: Some((6, None)) });
        }
    }
}
