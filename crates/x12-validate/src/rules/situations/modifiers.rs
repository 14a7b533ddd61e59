//! Modifiers of a procedure (SV101-3 to SV101-6), as rules look at them.

use crate::situation::{Case, Problem};

/// Where the modifiers stand in SV101.
pub(super) const PLACES: std::ops::RangeInclusive<u8> = 3..=6;

/// Tells a modifier that contradicts another of its line: one of `others` beside one of `some`.
pub(super) fn contradicting(case: &Case<'_>, some: &[&[u8]], others: &[&[u8]], found: &mut Vec<Problem>) {
    for service in case.sent("SV101") {
        let place = |codes: &[&[u8]]| PLACES.into_iter().find(|at| codes.contains(&service.component(1, usize::from(*at))));
        if let (Some(one), Some(other)) = (place(some), place(others)) {
            let (at, other_element) = (one.max(other), one.min(other));
            let (element, other_element) = (Some((1, Some(at))), Some((1, Some(other_element))));
            found.push(Problem::Against { at: service.ordinal(), element, expected: None, other: service.ordinal(), other_element });
        }
    }
}
