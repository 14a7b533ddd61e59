//! A place of service has two digits.

use x12_document::SegmentView;
use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "place-of-service-malformed",
        severity: Severity::Warning,
        snip: 6,
        title: "A place of service does not have two digits",
        reason: "The benefit is for this place only, and nobody can tell which.",
        source: "CMS, place of service code set: two digits",
        example: "III*ZZ*OFFICE",
    },
    sets: &["271"],
    within: &["2115C", "2115D"],
    when: Condition::Is("III01", &["ZZ"]),
    demand: Demand::Custom(&["III"], check),
    help: "Send the two digits of the place of service, such as 11.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let is_wrong = |fact: &SegmentView<'_>| {
        let place = fact.element(2);
        !(place.is_empty() || place.len() == 2 && place.iter().all(u8::is_ascii_digit))
    };
    amounts::tell(case, "III", (2, None), "the two digits of a place of service", is_wrong, found);
}
