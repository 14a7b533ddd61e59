//! An anesthesia line says who gave or directed it.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "anesthesia-provider-modifier-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An anesthesia line does not say who gave or directed it",
        reason: "Medicare pays in full or in part by that modifier.",
        source: "Medicare Claims Processing Manual, chapter 12, section 50: AA, AD, QK, QX, QY or QZ",
        example: "SV101 = HC:00840 with SBR09 = MB",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MB"]), Condition::Holds("SV101-2", is_anesthesia)]),
    demand: Demand::Custom(&["SV101"], check),
    help: "Add AA, AD, QK, QX, QY or QZ.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let roles: [&[u8]; 6] = [b"AA", b"AD", b"QK", b"QX", b"QY", b"QZ"];
    for service in case.sent("SV101") {
        if modifiers::PLACES.into_iter().any(|at| roles.contains(&service.component(1, usize::from(at)))) {
            continue;
        }
        let element = Some((1, Some(3)));
        found.push(match service.component(1, 3) {
            [] => Problem::ElementMissing { at: service.ordinal(), element },
            _ => Problem::Value { at: service.ordinal(), element, expected: "one of AA, AD, QK, QX, QY or QZ among the modifiers".to_owned() },
        });
    }
}

fn is_anesthesia(code: &[u8]) -> bool {
    code.len() == 5 && code.iter().all(u8::is_ascii_digit) && (&b"00100"[..]..=&b"01999"[..]).contains(&code)
}
