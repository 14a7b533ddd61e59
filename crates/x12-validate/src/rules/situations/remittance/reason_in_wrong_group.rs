//! A reason stands in its group.

use x12_findings::{Rule, Severity};

use crate::rules::situations::reasons;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "reason-in-wrong-group",
        severity: Severity::Warning,
        snip: 4,
        title: "An adjustment stands in a group that its reason is not for",
        reason: "The group says who owes the amount: the patient, nobody, or another payer.",
        source: "X12 code list 139: the group codes that the notes of a reason allow",
        example: "CAS*CO*23*100",
    },
    sets: &["835"],
    within: &["2100", "2110"],
    when: Condition::Any(&[
        reasons::reason_is!("CAS", &["18", "23", "133", "209", "257", "277", "201", "238", "275", "249", "281", "303", "278"]),
        Condition::All(&[Condition::Other("CAS01", &["CO", "PR"]), reasons::reason_is!("CAS", &["45"])]),
    ]),
    demand: Demand::Custom(&["CAS"], check),
    help: "Move the adjustment to the group that the reason is for.",
};

/// The groups that a reason is for; none if it is for all.
fn groups(reason: &[u8]) -> Option<(&'static [&'static [u8]], &'static str)> {
    Some(match reason {
        b"18" => (&[b"OA", b"CO"], "a reason for CO, or the group OA"),
        b"23" | b"133" | b"209" | b"257" | b"277" => (&[b"OA"], "another reason, or the group OA"),
        b"45" => (&[b"CO", b"PR"], "another reason, or the group CO or PR"),
        b"201" | b"238" | b"275" => (&[b"PR"], "another reason, or the group PR"),
        b"249" | b"281" | b"303" => (&[b"CO"], "another reason, or the group CO"),
        b"278" => (&[b"CO", b"PI"], "another reason, or the group CO or PI"),
        _ => return None,
    })
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("CAS", &mut |adjustment| {
        for at in (2u8..=17).step_by(3) {
            if let Some((groups, expected)) = groups(adjustment.element(usize::from(at)))
                && !groups.contains(&adjustment.element(1))
            {
                found.push(Problem::Value { at: adjustment.ordinal(), element: Some((at, None)), expected: expected.to_owned() });
            }
        }
    });
}
