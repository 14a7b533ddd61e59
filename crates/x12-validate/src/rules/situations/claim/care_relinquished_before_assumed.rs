//! Care is assumed before it is relinquished.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "care-relinquished-before-assumed",
        severity: Severity::Warning,
        snip: 4,
        title: "Care was given up before it was taken over",
        reason: "Physicians who share the care after an operation are paid by the days of each.",
        source: "CMS 1500 instructions, item 19, on shared postoperative care: dates of assuming and relinquishing it",
        example: "DTP*090 = 20260109 with DTP*091 = 20260105",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Is("DTP[090]01", &["091"]),
    demand: Demand::Custom(&["DTP[090]"], check),
    help: "Correct DTP*090 (assumed) or DTP*091 (relinquished).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let sent = case.sent("DTP[090]");
    let of = |qualifier: &[u8]| sent.iter().find(|one| one.element(1) == qualifier);
    if let (Some(assumed), Some(given_up)) = (of(b"090"), of(b"091"))
        && assumed.element(3) > given_up.element(3)
    {
        let element = Some((3, None));
        found.push(Problem::Against { at: given_up.ordinal(), element, expected: None, other: assumed.ordinal(), other_element: element });
    }
}
