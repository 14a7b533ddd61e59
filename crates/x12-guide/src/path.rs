//! Paths as people write them (`2300/CLM05-3`, `REF[F8]02`, `2310B`), looked up in a guide.
//!
//! A rule looks a path up from a loop outwards, and then down. A companion guide's paths begin at any loop.
//!
//! Invariant: a path that is found names places of that guide only.

use crate::Guide;
use crate::model::{Child, Content, LoopIx, SegmentIx, SegmentUse};

/// What a path means in a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The loop that it is looked up in: the loop at hand, or one around it.
    pub anchor: LoopIx,
    /// The loops below the anchor, outermost first.
    pub chain: Vec<LoopIx>,
    /// The segments meant; empty if the path names a loop.
    pub uses: Vec<SegmentIx>,
    /// The element and the component, if the path names one.
    pub element: Option<(u8, Option<u8>)>,
}

/// The parts of a path that name a segment.
struct SegmentPart<'p> {
    id: &'p str,
    selector: Option<&'p str>,
    element: Option<(u8, Option<u8>)>,
}

/// Looks a path up in a loop, then in the loops around it; `None` if the guide has no such place.
#[must_use]
pub fn resolve(guide: &Guide, from: LoopIx, path: &str) -> Option<Target> {
    let parts: Vec<&str> = path.split('/').collect();
    let (loops, last) = match parts.split_last() {
        Some((last, loops)) if segment_part(last).is_some() => (loops, segment_part(last)),
        _ => (parts.as_slice(), None),
    };
    std::iter::successors(Some(from), |ix| guide.loop_at(*ix).parent).find_map(|anchor| in_anchor(guide, anchor, loops, last.as_ref()))
}

/// Every place that a path means whose first loop may stand anywhere in the guide: the loop in which the segment or loop is looked for, and its
/// place there. A path without loops means a segment of the set itself.
#[must_use]
pub fn places(guide: &Guide, path: &str) -> Vec<(LoopIx, Target)> {
    let parts: Vec<&str> = path.split('/').collect();
    let names_segment = parts.last().is_some_and(|last| segment_part(last).is_some());
    // The loops whose every instance is meant: those around the segment, or around the loop.
    let around = parts.get(..parts.len().saturating_sub(1)).unwrap_or_default();
    let indexes = (0..u16::try_from(guide.loops.len()).unwrap_or(u16::MAX)).map(LoopIx);
    let last = parts.last().copied().unwrap_or_default();
    if names_segment || !around.is_empty() {
        return indexes.filter(|ix| ends_with(guide, *ix, around)).filter_map(|ix| Some((ix, here(resolve(guide, ix, last)?, ix)?))).collect();
    }
    let holds = |ix: LoopIx| here(resolve(guide, ix, last)?, ix).filter(|target| target.chain.len() == 1).map(|target| (ix, target));
    indexes.filter_map(holds).collect()
}

/// A target that was found in the loop itself.
fn here(target: Target, ix: LoopIx) -> Option<Target> {
    (target.anchor == ix).then_some(target)
}

/// Whether the innermost loops around and at a loop are these; none means the set itself.
fn ends_with(guide: &Guide, ix: LoopIx, ids: &[&str]) -> bool {
    let Some((last, outer)) = ids.split_last() else { return ix == LoopIx::ROOT };
    let one = guide.loop_at(ix);
    one.id == **last && (outer.is_empty() || one.parent.is_some_and(|parent| ends_with(guide, parent, outer)))
}

fn in_anchor(guide: &Guide, anchor: LoopIx, loops: &[&str], last: Option<&SegmentPart<'_>>) -> Option<Target> {
    let named = loops.first().is_some_and(|first| guide.loop_at(anchor).id == **first);
    let below = if named { loops.get(1..)? } else { loops };
    let mut chain = Vec::new();
    for id in below {
        let outer = chain.last().copied().unwrap_or(anchor);
        let inner = guide.loop_at(outer).children.iter().find_map(|child| match child {
            Child::Loop(ix) if guide.loop_at(*ix).id == *id => Some(*ix),
            _ => None,
        })?;
        chain.push(inner);
    }
    let Some(part) = last else {
        return (named || !chain.is_empty()).then_some(Target { anchor, chain, uses: Vec::new(), element: None });
    };
    let holder = chain.last().copied().unwrap_or(anchor);
    let uses: Vec<SegmentIx> = uses_in(guide, holder).filter(|ix| part.fits(guide.segment_at(*ix))).collect();
    (!uses.is_empty()).then_some(Target { anchor, chain, uses, element: part.element })
}

fn uses_in(guide: &Guide, ix: LoopIx) -> impl Iterator<Item = SegmentIx> {
    guide.loop_at(ix).children.iter().filter_map(|child| match child {
        Child::Segment(ix) => Some(*ix),
        Child::Loop(_) => None,
    })
}

impl SegmentPart<'_> {
    fn fits(&self, one: &SegmentUse) -> bool {
        let selected = self.selector.is_none_or(|selector| one.key == selector || qualifier(one).is_some_and(|codes| codes.contains(selector.as_bytes())));
        one.id == self.id && selected && self.element.is_none_or(|(at, component)| is_used(one, at, component))
    }
}

fn is_used(one: &SegmentUse, at: u8, component: Option<u8>) -> bool {
    one.element(at).is_some_and(|element| component.is_none_or(|component| element.component(component).is_some()))
}

/// The codes that tell a use apart, or those of its first element.
fn qualifier(one: &SegmentUse) -> Option<&crate::model::Codes> {
    if let Some(first) = one.discriminators.first() {
        return Some(&first.codes);
    }
    match &one.element(1)?.content {
        Content::Simple(value) => value.codes.as_ref(),
        Content::Composite { components, .. } => match &components.first()?.as_ref()?.content {
            Content::Simple(value) => value.codes.as_ref(),
            Content::Composite { .. } => None,
        },
    }
}

/// Reads `REF[F8]02`, `CLM05-3` or `HI`; loop identifiers begin with a digit, or are ST.
fn segment_part(text: &str) -> Option<SegmentPart<'_>> {
    if text == "ST" || !text.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let (id, selector, tail) = match text.split_once('[') {
        Some((id, rest)) => {
            let (selector, tail) = rest.split_once(']')?;
            (id, Some(selector), tail)
        }
        None => {
            // The last two digits are the element, unless they belong to the identifier (N1, K3, CR1).
            let (whole, component) = text.split_once('-').map_or((text, ""), |(whole, component)| (whole, component));
            let digits = whole.len() - whole.trim_end_matches(|last: char| last.is_ascii_digit()).len();
            let cut = if digits >= 2 { whole.len() - 2 } else { whole.len() };
            let (id, element) = whole.split_at_checked(cut)?;
            return Some(SegmentPart { id, selector: None, element: element_part(element, component)? });
        }
    };
    let (element, component) = tail.split_once('-').unwrap_or((tail, ""));
    Some(SegmentPart { id, selector, element: element_part(element, component)? })
}

fn element_part(element: &str, component: &str) -> Option<Option<(u8, Option<u8>)>> {
    if element.is_empty() {
        return component.is_empty().then_some(None);
    }
    let at = element.parse().ok()?;
    if component.is_empty() { Some(Some((at, None))) } else { component.parse().ok().map(|component| Some((at, Some(component)))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn professional() -> std::sync::Arc<Guide> {
        crate::shipped().find("837", "005010X222A1").unwrap()
    }

    fn of(guide: &Guide, id: &str) -> LoopIx {
        LoopIx(u16::try_from(guide.loops.iter().position(|one| one.id == id).unwrap()).unwrap())
    }

    #[track_caller]
    fn check(from: &str, path: &str, anchor: &str, chain: &[&str], uses: usize, element: Option<(u8, Option<u8>)>) {
        let guide = professional();
        let found = resolve(&guide, of(&guide, from), path).unwrap();
        assert_eq!(guide.loop_at(found.anchor).id, anchor);
        assert_eq!(found.chain.iter().map(|ix| guide.loop_at(*ix).id.as_str()).collect::<Vec<_>>(), chain);
        assert_eq!((found.uses.len(), found.element), (uses, element));
    }

    #[test]
    fn a_path_is_looked_up_from_the_loop_outwards() {
        check("2300", "CLM05-3", "2300", &[], 1, Some((5, Some(3))));
        check("2400", "CLM05-3", "2300", &[], 1, Some((5, Some(3))));
        check("2400", "2310B", "2300", &["2310B"], 0, None);
        check("2300", "SBR09", "2000B", &[], 1, Some((9, None)));
        check("2300", "2000B/2010BB/NM109", "2000B", &["2010BB"], 1, Some((9, None)));
        check("2320", "2330B/NM1[PR]09", "2320", &["2330B"], 1, Some((9, None)));
        check("2300", "REF[payer-claim-control-number]", "2300", &[], 1, None);
        check("2300", "REF[F8]02", "2300", &[], 1, Some((2, None)));
        check("2400", "CR1", "2400", &[], 1, None);
        check("2300", "K301", "2300", &[], 1, Some((1, None)));
        check("2300", "2300", "2300", &[], 0, None);
    }

    #[test]
    fn a_path_to_nothing_is_none() {
        let guide = professional();
        for path in ["CLM99", "ZZZ01", "2999", "REF[nothing]", "CLM05-9", "2400/CLM01"] {
            assert_eq!(resolve(&guide, of(&guide, "2300"), path), None, "{path}");
        }
    }

    #[test]
    fn a_path_of_a_companion_guide_begins_at_any_loop() {
        let guide = professional();
        let loops = |path: &str| places(&guide, path).iter().map(|(ix, _)| guide.loop_at(*ix).path.clone()).collect::<Vec<_>>();
        assert_eq!(loops("2300/CLM01"), ["2000A/2000B/2300", "2000A/2000B/2000C/2300"]);
        assert_eq!(loops("2000C/2300/CLM01"), ["2000A/2000B/2000C/2300"]);
        assert_eq!(loops("2010BB/NM109"), ["2000A/2000B/2010BB"]);
        assert_eq!(loops("BHT02"), [""]);
        assert_eq!(loops("2310B"), ["2000A/2000B/2300", "2000A/2000B/2000C/2300"]);
        assert_eq!(loops("2300/2310B"), ["2000A/2000B/2300", "2000A/2000B/2000C/2300"]);
        assert!(loops("2300/NM109").is_empty() && loops("CLM01").is_empty());
    }
}
