//! A patient is born before dying.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "death-before-birth",
        severity: Severity::Warning,
        snip: 4,
        title: "The patient's death is before the birth",
        reason: "One of the two dates is wrong, and payers look the patient up by the birth date.",
        source: "CMS companion guides for 837P, 2000B PAT06 and 2010BA DMG02",
        example: "PAT06 = 19700101 with DMG02 = 19800229",
    },
    sets: &["837P"],
    within: &["2000B"],
    when: Condition::All(&[Condition::Present("PAT06"), Condition::Is("SBR02", &["18"])]),
    demand: Demand::Custom(&["PAT06", "2010BA/DMG02"], check),
    help: "Correct PAT06 (death) or DMG02 (birth).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for (death, birth) in case.sent("PAT06").iter().zip(case.sent("2010BA/DMG02")) {
        if death.element(6) < birth.element(2) {
            let (element, other_element) = (Some((6, None)), Some((2, None)));
            found.push(Problem::Against { at: death.ordinal(), element, expected: None, other: birth.ordinal(), other_element });
        }
    }
}
