//! What is wrong where a demand is not met.

use std::collections::HashSet;

use x12_document::SegmentView;
use x12_guide::model::{Child, LoopIx, SegmentIx};

use super::check::Case;
use super::compile::Asked;
use x12_guide::path::Target;

/// An element of a segment, and a component of it.
pub(crate) type Element = Option<(u8, Option<u8>)>;

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub enum Problem {
    /// A segment, or the loop that it begins, is not there.
    Missing {
        /// The loop that lacks it, and what it is a child of there.
        holder: LoopIx,
        /// What is missing.
        child: Child,
        /// The segment, or the one that begins the loop.
        segment: SegmentIx,
        /// All that would do.
        instead: Vec<SegmentIx>,
    },
    /// An element of a segment that is there was not sent.
    ElementMissing {
        /// The segment, by its ordinal.
        at: u64,
        /// Where in it.
        element: Option<(u8, Option<u8>)>,
    },
    /// Something was sent that should not be.
    NotUsed {
        /// The segment, by its ordinal.
        at: u64,
        /// Where in it.
        element: Option<(u8, Option<u8>)>,
    },
    /// A value is not what it should be.
    Value {
        /// The segment, by its ordinal.
        at: u64,
        /// Where in it.
        element: Option<(u8, Option<u8>)>,
        /// What it should be.
        expected: String,
    },
    /// A value is not what it should be, compared with another place.
    Against {
        /// The segment, by its ordinal.
        at: u64,
        /// Where in it.
        element: Option<(u8, Option<u8>)>,
        /// What it should be.
        expected: Option<String>,
        /// The segment that it was compared with.
        other: u64,
        /// Where in that.
        other_element: Option<(u8, Option<u8>)>,
    },
}

impl Problem {
    /// The segments that it is about, by their ordinals.
    pub(crate) fn about(&self) -> impl Iterator<Item = u64> {
        let (first, second) = match self {
            Self::Missing { .. } => (None, None),
            Self::ElementMissing { at, .. } | Self::NotUsed { at, .. } | Self::Value { at, .. } => (Some(*at), None),
            Self::Against { at, other, .. } => (Some(*at), Some(*other)),
        };
        first.into_iter().chain(second)
    }
}

impl Asked {
    /// Everything that is wrong, in the order of the document.
    pub(crate) fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut found = Vec::new();
        match self {
            Self::Required(target) => required(case, target, &mut found),
            Self::OneOf(targets) => one_of(case, targets, &mut found),
            Self::NotUsed(target) => not_used(case, target, &mut found),
            Self::Codes(target, codes) => {
                each_value(case, target, |value| codes.contains(value), &mut || one_of_codes(codes.values()), &mut found);
            }
            Self::Meets(target, meets, words) => each_value(case, target, meets, &mut || (*words).to_owned(), &mut found),
            Self::Length(target, min, max) => {
                let is_right = |value: &[u8]| u32::try_from(characters(value)).is_ok_and(|length| (*min..=*max).contains(&length));
                each_value(case, target, is_right, &mut || length_words(*min, *max), &mut found);
            }
            Self::Unique(target) => unique(case, target, &mut found),
            Self::AtMost(target, most) => {
                let surplus = case.segments(target).into_iter().skip(*most);
                found.extend(surplus.map(|segment| Problem::NotUsed { at: segment.ordinal(), element: None }));
            }
            Self::Custom(named, check) => check(&case.naming(named), &mut found),
        }
        found
    }
}

/// `one of 1, 7 or 8`, or the code alone.
pub(crate) fn one_of_codes(codes: &[String]) -> String {
    match codes {
        [one] => one.clone(),
        [firsts @ .., last] => format!("one of {} or {last}", firsts.join(", ")),
        [] => "nothing".to_owned(),
    }
}

fn characters(value: &[u8]) -> usize {
    std::str::from_utf8(value).map_or(value.len(), |text| text.chars().count())
}

fn length_words(min: u32, max: u32) -> String {
    match (min, max) {
        (0 | 1, max) => format!("at most {max} characters"),
        (min, u32::MAX) => format!("at least {min} characters"),
        (min, max) if min == max => format!("{min} characters"),
        (min, max) => format!("{min} to {max} characters"),
    }
}

fn required(case: &Case<'_>, target: &Target, found: &mut Vec<Problem>) {
    if target.element.is_some() {
        let lacking = case.segments(target).into_iter().filter(|segment| case.value(segment, target.element).is_empty());
        found.extend(lacking.map(|segment| Problem::ElementMissing { at: segment.ordinal(), element: target.element }));
    } else if case.count(target) == 0 {
        found.extend(missing(case, target, std::slice::from_ref(target)));
    }
}

fn one_of(case: &Case<'_>, targets: &[Target], found: &mut Vec<Problem>) {
    if targets.iter().all(|target| case.count(target) == 0) {
        found.extend(targets.first().and_then(|first| missing(case, first, targets)));
    }
}

impl Case<'_> {
    /// Asks for one of the segments or loops of these paths, as [`Demand::OneOf`](super::Demand::OneOf) does: for rules whose condition is code of its own.
    pub(crate) fn require(&self, paths: &[&str], found: &mut Vec<Problem>) {
        let targets: Vec<Target> = paths.iter().filter_map(|path| self.target(path)).cloned().collect();
        one_of(self, &targets, found);
    }
}

/// A missing segment or loop, as a child of the outermost loop that is not there, or else of the loop that should hold it.
fn missing(case: &Case<'_>, target: &Target, targets: &[Target]) -> Option<Problem> {
    let guide = case.guide();
    let first_of = |target: &Target| match (target.uses.first(), target.chain.last()) {
        (Some(one), _) => Some(*one),
        (None, Some(last)) => guide.first_segment(*last),
        (None, None) => None,
    };
    let segment = first_of(target)?;
    let instead: Vec<SegmentIx> = targets.iter().filter_map(first_of).collect();
    // What stands unplaced, misplaced or faulty nearby may have been meant for it.
    if instead.iter().any(|one| case.may_be_meant(target.anchor, *one)) {
        return None;
    }
    let child = target.chain.first().map_or(Child::Segment(segment), |outer| Child::Loop(*outer));
    Some(Problem::Missing { holder: target.anchor, child, segment, instead })
}

fn not_used(case: &Case<'_>, target: &Target, found: &mut Vec<Problem>) {
    let sent = case.segments(target).into_iter().filter(|segment| target.element.is_none() || !case.value(segment, target.element).is_empty());
    found.extend(sent.map(|segment| Problem::NotUsed { at: segment.ordinal(), element: target.element }));
}

fn each_value(case: &Case<'_>, target: &Target, is_right: impl Fn(&[u8]) -> bool, expected: &mut dyn FnMut() -> String, found: &mut Vec<Problem>) {
    for segment in case.segments(target) {
        if case.values(&segment, target.element).any(|value| !value.is_empty() && !is_right(value)) {
            found.push(Problem::Value { at: segment.ordinal(), element: target.element, expected: expected() });
        }
    }
}

fn unique(case: &Case<'_>, target: &Target, found: &mut Vec<Problem>) {
    let mut values: Vec<&[u8]> = Vec::new();
    case.each_segment(target, &mut |segment| values.push(case.value(segment, target.element)));
    values.sort_unstable();
    let repeats = |pair: &[&[u8]]| pair.first() == pair.last() && pair.first().is_some_and(|value| !value.is_empty());
    if !values.windows(2).any(repeats) {
        return;
    }
    let mut seen: HashSet<&[u8]> = HashSet::new();
    let mut first: Vec<SegmentView<'_>> = Vec::new();
    for segment in case.segments(target) {
        let value = case.value(&segment, target.element);
        if value.is_empty() || seen.insert(value) {
            first.push(segment);
            continue;
        }
        let other = first.iter().find(|one| case.value(one, target.element) == value).map_or(0, SegmentView::ordinal);
        found.push(Problem::Against { at: segment.ordinal(), element: target.element, expected: None, other, other_element: target.element });
    }
}
