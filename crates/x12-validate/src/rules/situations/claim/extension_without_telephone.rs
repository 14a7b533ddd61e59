//! An extension follows its telephone number.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "extension-without-telephone",
        severity: Severity::Warning,
        snip: 4,
        title: "An extension does not follow a telephone number",
        reason: "Nobody can call an extension alone.",
        source: "guides of the 837, PER05 and PER07: EX directly behind TE",
        example: "PER*IC*ANN*EM*ANN@EXAMPLE.ORG*EX*12",
    },
    sets: &["837P", "837I", "837D"],
    within: &["1000A", "2010AA"],
    when: Condition::Any(&[Condition::Is("PER05", &["EX"]), Condition::Is("PER07", &["EX"])]),
    demand: Demand::Custom(&["PER"], check),
    help: "Put the extension behind TE and the telephone number.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for contact in case.sent("PER") {
        let stray = [5u8, 7].into_iter().find(|at| contact.element(usize::from(*at)) == b"EX" && contact.element(usize::from(at.saturating_sub(2))) != b"TE");
        found.extend(stray.map(|at| Problem::Value { at: contact.ordinal(), element: Some((at, None)), expected: "TE before EX".to_owned() }));
    }
}
