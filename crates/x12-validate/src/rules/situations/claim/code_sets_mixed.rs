//! A claim is coded in one edition of the codes.

use x12_findings::{Rule, Severity};

use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "code-sets-mixed",
        severity: Severity::Error,
        snip: 4,
        title: "A claim mixes codes of ICD-9 and of ICD-10",
        reason: "Each service has codes of the edition of its day, and payers turn back claims with both.",
        source: "CMS, SE1408 and SE1239: a claim has either ICD-9 or ICD-10 codes",
        example: "HI*ABK:J069*BF:4659",
    },
    sets: &["837P", "837I"],
    within: &["2300"],
    when: Condition::Any(&[Condition::Holds("HI01-1", is_old), Condition::Holds("HI02-1", is_old)]),
    demand: Demand::Custom(&["HI"], check),
    help: "Split the claim at the change of the edition, and code each part in its own.",
};

/// The qualifiers of ICD-9; those of ICD-10 have an A or B before them.
const OLD: [&[u8]; 7] = [b"BF", b"BJ", b"BK", b"BN", b"BQ", b"BR", b"PR"];
/// The qualifiers of ICD-10.
const NEW: [&[u8]; 7] = [b"ABF", b"ABJ", b"ABK", b"ABN", b"BBQ", b"BBR", b"APR"];

fn is_old(qualifier: &[u8]) -> bool {
    OLD.contains(&qualifier)
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let mut first = None;
    for (segment, at) in information::composites(case, "HI") {
        let qualifier = segment.component(usize::from(at), 1);
        let is_new = NEW.contains(&qualifier);
        if !is_new && !is_old(qualifier) {
            continue;
        }
        match first {
            None => first = Some((is_new, segment.ordinal(), at)),
            Some((known, other, place)) if known != is_new => {
                let (element, other_element) = (Some((at, Some(1))), Some((place, Some(1))));
                found.push(Problem::Against { at: segment.ordinal(), element, expected: None, other, other_element });
                return;
            }
            Some(_) => {}
        }
    }
}
