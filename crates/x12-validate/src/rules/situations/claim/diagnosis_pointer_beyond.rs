//! A line's diagnosis pointers name diagnoses of the claim.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "diagnosis-pointer-beyond",
        severity: Severity::Error,
        snip: 4,
        title: "A line points to a diagnosis that the claim does not have",
        reason: "The payer decides on the line by the diagnosis that it points to.",
        source: "CMS 1500 instructions, item 24E: the pointer names one of the diagnoses in item 21",
        example: "SV107-1 = 3 with two diagnoses in HI",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Present("2300/HI[diagnoses]"), Condition::Holds("SV107", is_beyond_first)]),
    demand: Demand::Custom(&["2300/HI[diagnoses]", "SV107"], check),
    help: "Point to one of the diagnoses of the claim, counted from 1, or add the diagnosis.",
};

/// Whether there is a pointer to another diagnosis than the first, which a claim with diagnoses always has.
fn is_beyond_first(pointers: &[u8]) -> bool {
    pointers != b"1"
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for line in case.sent("SV107") {
        let pointers = line.repetitions(7).next().unwrap_or_default();
        let numbers = pointers.split(|byte| *byte == line.delimiters().component).take(4);
        let beyond = |pointer: &[u8], count: usize| std::str::from_utf8(pointer).ok()?.parse().ok().filter(|number| (count + 1..=12).contains(number));
        for (component, pointer) in (1..).zip(numbers) {
            // Of a claim with diagnoses, the first is always there.
            if beyond(pointer, 1).is_none() {
                continue;
            }
            let Some(diagnoses) = case.sent("2300/HI[diagnoses]").first().copied() else { return };
            let count = (1..=diagnoses.len()).filter(|at| !diagnoses.element(*at).is_empty()).count();
            if beyond(pointer, count).is_some() {
                found.push(Problem::Against {
                    at: line.ordinal(),
                    element: Some((7, Some(component))),
                    expected: Some(format!("at most {count}")),
                    other: diagnoses.ordinal(),
                    other_element: None,
                });
            }
        }
    }
}
