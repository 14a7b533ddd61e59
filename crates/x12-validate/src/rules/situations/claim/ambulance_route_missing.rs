//! An ambulance line says from where to where in a modifier.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "ambulance-route-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "An ambulance line has no modifier of origin and destination",
        reason: "Medicare decides by the two letters whether the transport is covered.",
        source: "Medicare Claims Processing Manual, chapter 15: a letter for the origin and one for the destination, of D, E, G, H, I, J, N, P, R and S, and X as destination",
        example: "SV101 = HC:A0429 with SBR09 = MB",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Is("SV101-2", &["A0425", "A0426", "A0427", "A0428", "A0429", "A0430", "A0431", "A0432", "A0433", "A0434", "A0435", "A0436"]),
    ]),
    demand: Demand::Custom(&["SV101"], check),
    help: "Add the modifier, such as RH from a residence to a hospital.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for service in case.sent("SV101") {
        if modifiers::PLACES.into_iter().any(|at| is_route(service.component(1, usize::from(at)))) {
            continue;
        }
        let element = Some((1, Some(3)));
        found.push(match service.component(1, 3) {
            [] => Problem::ElementMissing { at: service.ordinal(), element },
            _ => Problem::Value { at: service.ordinal(), element, expected: "a modifier of origin and destination".to_owned() },
        });
    }
}

fn is_route(modifier: &[u8]) -> bool {
    let places = b"DEGHIJNPRS";
    matches!(modifier, [from, to] if places.contains(from) && (places.contains(to) || *to == b'X'))
}
