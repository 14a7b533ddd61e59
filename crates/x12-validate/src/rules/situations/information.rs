//! The codes of a claim's HI segments, as rules look at them: qualifier, code, and what belongs to it.

use x12_document::SegmentView;

use crate::situation::{Case, Problem};

/// The most composites that HI has.
const MOST: u8 = 12;

/// The composites of the HI segments of a path that were sent, each with its segment.
pub(super) fn composites<'t>(case: &Case<'t>, path: &'static str) -> impl Iterator<Item = (SegmentView<'t>, u8)> {
    let sent = case.sent(path).into_iter();
    sent.flat_map(|segment| (1..=MOST).filter(move |at| !segment.element(usize::from(*at)).is_empty()).map(move |at| (segment, at)))
}

/// Whether one of the codes is among those of a path.
pub(super) fn has(case: &Case<'_>, path: &'static str, codes: &[&[u8]]) -> bool {
    composites(case, path).any(|(segment, at)| codes.contains(&segment.component(usize::from(at), 2)))
}

/// Tells each composite that is the same as one before it, as far as `components` goes.
pub(super) fn repeated(case: &Case<'_>, path: &'static str, components: &[usize], found: &mut Vec<Problem>) {
    let sent = case.sent(path);
    let all = || sent.iter().flat_map(|segment| (1..=MOST).filter(|at| !segment.element(usize::from(*at)).is_empty()).map(move |at| (segment, at)));
    for (index, (segment, at)) in all().enumerate() {
        let is_same = |(other, place): &(&SegmentView<'_>, u8)| {
            components.iter().all(|component| other.component(usize::from(*place), *component) == segment.component(usize::from(at), *component))
        };
        if let Some((other, place)) = all().take(index).find(is_same) {
            let (element, other_element) = (Some((at, Some(2))), Some((place, Some(2))));
            found.push(Problem::Against { at: segment.ordinal(), element, expected: None, other: other.ordinal(), other_element });
        }
    }
}
