//! The look at each segment as it passes: which facts it makes true.
//!
//! Invariant: a fact is known exactly while the tape holds a segment or loop that makes it true below the fact's anchor.

use std::collections::HashMap;

use x12_guide::Guide;
use x12_guide::model::{CodeMap, LoopIx, SegmentIx};
use x12_syntax::{Delimiters, Segment};

use super::facts::{Fact, Facts, Kind};

/// A set of facts by their numbers: words of bits. Most sets have one word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    first: (usize, u64),
    more: Box<[(usize, u64)]>,
}

impl FromIterator<usize> for Bits {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut words: Vec<(usize, u64)> = Vec::new();
        for number in numbers {
            let (word, bit) = (number / 64, 1 << (number % 64));
            match words.iter_mut().find(|(at, _)| *at == word) {
                Some((_, bits)) => *bits |= bit,
                None => words.push((word, bit)),
            }
        }
        match words.split_first() {
            Some((first, more)) => Self { first: *first, more: more.into() },
            None => Self::default(),
        }
    }
}

impl Bits {
    #[inline]
    fn words(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// The facts that are true now.
#[derive(Debug)]
pub(super) struct Known {
    bits: Box<[u64]>,
    /// For each place of which values must differ: the values that were sent, each as a bit that others may share.
    values: Box<[u64]>,
}

impl Known {
    /// What is known when a set begins.
    pub(super) fn new(looks: &Looks) -> Self {
        let mut known = Self { bits: vec![0; looks.words.max(1)].into(), values: vec![0; looks.differing.len()].into() };
        known.opened(looks, LoopIx::ROOT);
        known
    }

    /// A loop has begun.
    #[inline]
    pub(super) fn opened(&mut self, looks: &Looks, loop_ix: LoopIx) {
        looks.opened.get(usize::from(loop_ix.0)).into_iter().for_each(|bits| self.learn(bits));
    }

    /// A segment has come that stands in the loop of its use.
    #[inline]
    pub(super) fn sent(&mut self, looks: &Looks, use_ix: SegmentIx, segment: &Segment<'_>) {
        if let Some(Some(look)) = looks.uses.get(usize::from(use_ix.0)) {
            look.at(segment, self);
        }
    }

    /// A loop has ended: what was asked below it is forgotten.
    #[inline]
    pub(super) fn ended(&mut self, looks: &Looks, loop_ix: LoopIx) {
        let Some(anchored) = looks.anchored.get(usize::from(loop_ix.0)) else { return };
        for (word, bits) in anchored.words() {
            if let Some(known) = self.bits.get_mut(word) {
                *known &= !bits;
            }
        }
        for (values, anchor) in self.values.iter_mut().zip(&looks.differing) {
            if *anchor == loop_ix {
                *values = 0;
            }
        }
    }

    /// Whether one of these facts is true.
    #[inline]
    pub(super) fn any(&self, of: &Bits) -> bool {
        of.words().any(|(word, bits)| self.bits.get(word).is_some_and(|known| known & bits != 0))
    }

    /// Visits those of these facts that are true.
    #[inline]
    pub(super) fn each_of(&self, of: &Bits, mut visit: impl FnMut(usize)) {
        for (word, bits) in of.words() {
            let mut left = self.bits.get(word).copied().unwrap_or(0) & bits;
            while left != 0 {
                visit(word * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    #[inline]
    fn learn(&mut self, bits: &Bits) {
        let (word, first) = bits.first;
        if let Some(known) = self.bits.get_mut(word) {
            *known |= first;
        }
        for (word, bits) in &bits.more {
            if let Some(known) = self.bits.get_mut(*word) {
                *known |= bits;
            }
        }
    }

    /// Whether a value like this was sent at a place before.
    #[inline]
    fn came_before(&mut self, place: usize, value: &[u8]) -> bool {
        let mixed = value.iter().fold(value.len() as u64, |mixed, byte| (mixed ^ u64::from(*byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let bit = 1 << (mixed >> 58);
        let Some(values) = self.values.get_mut(place) else { return true };
        std::mem::replace(values, *values | bit) & bit != 0
    }
}

/// What to look for in each segment and loop of a guide.
#[derive(Debug)]
pub(super) struct Looks {
    words: usize,
    uses: Vec<Option<Box<UseLook>>>,
    /// The facts that a loop makes true as it begins.
    opened: Vec<Bits>,
    /// The facts whose anchor each loop is.
    anchored: Vec<Bits>,
    /// The anchors of the places of which values must differ.
    differing: Vec<LoopIx>,
}

/// What to look for in the segments of one use.
#[derive(Debug)]
struct UseLook {
    sent: Bits,
    values: Box<[ValueLook]>,
}

/// Something to ask of a value, the answer that is meant, and what that makes true.
type Question = (fn(&[u8]) -> bool, bool, Bits);

/// What to look for in an element or a component.
#[derive(Debug)]
struct ValueLook {
    element: usize,
    component: Option<usize>,
    sent: Bits,
    without: Bits,
    /// What each value says that some fact names, and what any other says.
    codes: CodeMap<Bits>,
    other: Bits,
    fulfils: Box<[Question]>,
    /// The places of which values must differ, by their numbers.
    differs: Box<[(usize, Bits)]>,
}

impl Looks {
    pub(super) fn new(guide: &Guide, facts: &Facts) -> Self {
        let loops = || (0..u16::try_from(guide.loops.len()).unwrap_or(u16::MAX)).map(LoopIx);
        let opens = |fact: &Fact| fact.target.uses.is_empty().then(|| fact.target.chain.last().copied().unwrap_or(fact.target.anchor));
        let opened = loops().map(|ix| facts.iter().filter(|(_, fact)| opens(fact) == Some(ix)).map(|(number, _)| number).collect());
        let anchored = loops().map(|ix| facts.iter().filter(|(_, fact)| fact.target.anchor == ix).map(|(number, _)| number).collect());
        let differing: Vec<(usize, LoopIx)> =
            facts.iter().filter(|(_, fact)| fact.kind == Kind::Again).map(|(number, fact)| (number, fact.target.anchor)).collect();
        let uses = (0..u16::try_from(guide.segments.len()).unwrap_or(u16::MAX)).map(SegmentIx);
        let uses = uses.map(|ix| {
            let about: Vec<(usize, &Fact)> = facts.iter().filter(|(_, fact)| fact.target.uses.contains(&ix)).collect();
            (!about.is_empty()).then(|| Box::new(UseLook::new(&about, &differing)))
        });
        Self {
            words: facts.len().div_ceil(64),
            uses: uses.collect(),
            opened: opened.collect(),
            anchored: anchored.collect(),
            differing: differing.iter().map(|(_, anchor)| *anchor).collect(),
        }
    }
}

impl UseLook {
    fn new(about: &[(usize, &Fact)], differing: &[(usize, LoopIx)]) -> Self {
        let sent = about.iter().filter(|(_, fact)| fact.target.element.is_none()).map(|(number, _)| *number).collect();
        let mut places: Vec<(u8, Option<u8>)> = about.iter().filter_map(|(_, fact)| fact.target.element).collect();
        places.sort_unstable();
        places.dedup();
        let values = places.into_iter().map(|place| {
            let about: Vec<(usize, &Fact)> = about.iter().filter(|(_, fact)| fact.target.element == Some(place)).copied().collect();
            ValueLook::new(place, &about, differing)
        });
        Self { sent, values: values.collect() }
    }

    #[inline]
    fn at(&self, segment: &Segment<'_>, known: &mut Known) {
        known.learn(&self.sent);
        let is_flat = segment.is_flat();
        for look in &self.values {
            let bytes = segment.value(look.element);
            if is_flat || bytes.is_empty() || segment.is_simple(look.element) {
                // Of an element without parts, the first component is all of it.
                look.at(if look.component.is_none_or(|component| component == 1) { bytes } else { &[] }, true, known);
            } else {
                look.in_parts(bytes, segment.delimiters(), known);
            }
        }
    }
}

impl ValueLook {
    fn new((element, component): (u8, Option<u8>), about: &[(usize, &Fact)], differing: &[(usize, LoopIx)]) -> Self {
        let those = |is: fn(&Kind) -> bool| about.iter().filter(|(_, fact)| is(&fact.kind)).map(|(number, _)| *number).collect();
        let named = about.iter().filter_map(|(_, fact)| match &fact.kind {
            Kind::Is(codes) | Kind::Other(codes) => Some(codes.values()),
            Kind::Sent | Kind::Without | Kind::Fulfils(..) | Kind::Again => None,
        });
        let says = |value: &str| -> Bits {
            let holds = |kind: &Kind| match kind {
                Kind::Is(codes) => codes.contains(value.as_bytes()),
                Kind::Other(codes) => !codes.contains(value.as_bytes()),
                Kind::Sent | Kind::Without | Kind::Fulfils(..) | Kind::Again => false,
            };
            about.iter().filter(|(_, fact)| holds(&fact.kind)).map(|(number, _)| *number).collect()
        };
        let named: HashMap<String, Bits> = named.flatten().map(|value| (value.clone(), says(value))).collect();
        let fulfils = about.iter().filter_map(|(number, fact)| match fact.kind {
            Kind::Fulfils(test, outcome) => Some((test, outcome, Bits::from_iter([*number]))),
            _ => None,
        });
        let place = |number: usize| differing.iter().position(|(differing, _)| *differing == number);
        let differs = about.iter().filter_map(|(number, _)| Some((place(*number)?, Bits::from_iter([*number]))));
        Self {
            element: usize::from(element),
            component: component.map(usize::from),
            sent: those(|kind| matches!(kind, Kind::Sent)),
            without: those(|kind| matches!(kind, Kind::Without)),
            other: those(|kind| matches!(kind, Kind::Other(_))),
            codes: named.into_iter().collect(),
            fulfils: fulfils.collect(),
            differs: differs.collect(),
        }
    }

    /// An element was sent that has parts.
    fn in_parts(&self, bytes: &[u8], delimiters: Delimiters, known: &mut Known) {
        for (index, repetition) in bytes.split(|byte| Some(*byte) == delimiters.repetition).enumerate() {
            let value = match self.component {
                None => repetition,
                Some(component) => repetition.split(|byte| *byte == delimiters.component).nth(component.saturating_sub(1)).unwrap_or_default(),
            };
            self.at(value, index == 0, known);
        }
    }

    /// A value was sent; in the first repetition of its element, or in a further one.
    #[inline]
    fn at(&self, value: &[u8], is_first: bool, known: &mut Known) {
        if value.is_empty() {
            if is_first {
                known.learn(&self.without);
            }
            return;
        }
        if is_first {
            known.learn(&self.sent);
            for (place, bits) in &self.differs {
                if known.came_before(*place, value) {
                    known.learn(bits);
                }
            }
        }
        if !self.codes.is_empty() {
            known.learn(self.codes.get(value).unwrap_or(&self.other));
        }
        for (test, outcome, bits) in &self.fulfils {
            if test(value) == *outcome {
                known.learn(bits);
            }
        }
    }
}
