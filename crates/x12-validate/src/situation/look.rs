//! The look at each segment as it passes: which facts it makes true.
//!
//! Invariant: a fact is known exactly while the tape holds a segment or loop that makes it true below the fact's anchor.

use std::collections::HashMap;

use x12_guide::Guide;
use x12_guide::model::{CodeMap, LoopIx, SegmentIx};
use x12_syntax::Segment;

use super::facts::{Fact, Facts, Kind};

/// A set of facts by their numbers: words of bits, only those that are not 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits(Box<[(usize, u64)]>);

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
        Self(words.into())
    }
}

/// The facts that are true now.
#[derive(Debug)]
pub(super) struct Known(Box<[u64]>);

impl Known {
    /// What is known when a set begins.
    pub(super) fn new(looks: &Looks) -> Self {
        let mut known = Self(vec![0; looks.words].into());
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
        for (word, bits) in looks.anchored.get(usize::from(loop_ix.0)).into_iter().flat_map(|all| &all.0) {
            self.0.get_mut(*word).into_iter().for_each(|known| *known &= !bits);
        }
    }

    /// Whether one of these facts is true.
    #[inline]
    pub(super) fn any(&self, of: &Bits) -> bool {
        of.0.iter().any(|(word, bits)| self.0.get(*word).is_some_and(|known| known & bits != 0))
    }

    /// Visits those of these facts that are true.
    #[inline]
    pub(super) fn each_of(&self, of: &Bits, mut visit: impl FnMut(usize)) {
        for (word, bits) in &of.0 {
            let mut left = self.0.get(*word).copied().unwrap_or(0) & bits;
            while left != 0 {
                visit(word * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    #[inline]
    fn learn(&mut self, bits: &Bits) {
        for (word, bits) in &bits.0 {
            self.0.get_mut(*word).into_iter().for_each(|known| *known |= bits);
        }
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
}

/// What to look for in the segments of one use.
#[derive(Debug)]
struct UseLook {
    sent: Bits,
    elements: Box<[ElementLook]>,
}

/// What to look for in one element.
#[derive(Debug)]
struct ElementLook {
    element: usize,
    whole: Option<ValueLook>,
    components: Box<[Option<ValueLook>]>,
}

/// What to look for in a value.
#[derive(Debug, Default)]
struct ValueLook {
    sent: Bits,
    without: Bits,
    /// What each value says that some fact names, and what any other says.
    codes: CodeMap<Bits>,
    other: Bits,
    fulfils: Box<[(fn(&[u8]) -> bool, bool, Bits)]>,
}

impl Looks {
    pub(super) fn new(guide: &Guide, facts: &Facts) -> Self {
        let loops = || (0..u16::try_from(guide.loops.len()).unwrap_or(u16::MAX)).map(LoopIx);
        let opens = |fact: &Fact| fact.target.uses.is_empty().then(|| fact.target.chain.last().copied().unwrap_or(fact.target.anchor));
        let opened = loops().map(|ix| facts.iter().filter(|(_, fact)| opens(fact) == Some(ix)).map(|(number, _)| number).collect());
        let anchored = loops().map(|ix| facts.iter().filter(|(_, fact)| fact.target.anchor == ix).map(|(number, _)| number).collect());
        let uses = (0..u16::try_from(guide.segments.len()).unwrap_or(u16::MAX)).map(SegmentIx);
        let uses = uses.map(|ix| {
            let about: Vec<(usize, &Fact)> = facts.iter().filter(|(_, fact)| fact.target.uses.contains(&ix)).collect();
            (!about.is_empty()).then(|| Box::new(UseLook::new(&about)))
        });
        Self { words: facts.len().div_ceil(64), uses: uses.collect(), opened: opened.collect(), anchored: anchored.collect() }
    }
}

impl UseLook {
    fn new(about: &[(usize, &Fact)]) -> Self {
        let sent = about.iter().filter(|(_, fact)| fact.target.element.is_none()).map(|(number, _)| *number).collect();
        let mut elements: Vec<usize> = about.iter().filter_map(|(_, fact)| fact.target.element).map(|(at, _)| usize::from(at)).collect();
        elements.sort_unstable();
        elements.dedup();
        Self { sent, elements: elements.into_iter().map(|element| ElementLook::new(element, about)).collect() }
    }

    #[inline]
    fn at(&self, segment: &Segment<'_>, known: &mut Known) {
        known.learn(&self.sent);
        self.elements.iter().for_each(|element| element.at(segment, known));
    }
}

impl ElementLook {
    fn new(element: usize, about: &[(usize, &Fact)]) -> Self {
        let of = |component: Option<u8>| {
            let at = |fact: &Fact| fact.target.element.is_some_and(|(at, part)| usize::from(at) == element && part == component);
            let about: Vec<(usize, &Fact)> = about.iter().filter(|(_, fact)| at(fact)).copied().collect();
            (!about.is_empty()).then(|| ValueLook::new(&about))
        };
        let last = about.iter().filter_map(|(_, fact)| fact.target.element).filter(|(at, _)| usize::from(*at) == element).filter_map(|(_, part)| part).max();
        Self { element, whole: of(None), components: (1..=last.unwrap_or(0)).map(|component| of(Some(component))).collect() }
    }

    /// An element of one part was sent.
    #[inline]
    fn at_simple(&self, bytes: &[u8], known: &mut Known) {
        let mut components = self.components.iter();
        self.whole.iter().chain(components.next().into_iter().flatten()).for_each(|look| look.at(bytes, true, known));
        components.flatten().for_each(|look| look.at(&[], true, known));
    }

    #[inline]
    fn at(&self, segment: &Segment<'_>, known: &mut Known) {
        if segment.is_flat() {
            return self.at_simple(segment.value(self.element), known);
        }
        let Some(element) = segment.element(self.element).filter(|element| !element.is_simple()) else {
            return self.at_simple(segment.value(self.element), known);
        };
        let delimiters = segment.delimiters();
        let mut is_first = true;
        for repetition in element.bytes().split(|byte| Some(*byte) == delimiters.repetition) {
            self.whole.iter().for_each(|look| look.at(repetition, is_first, known));
            if !self.components.is_empty() {
                let mut parts = repetition.split(|byte| *byte == delimiters.component);
                for look in &self.components {
                    let part = parts.next().unwrap_or_default();
                    look.iter().for_each(|look| look.at(part, is_first, known));
                }
            }
            is_first = false;
        }
    }
}

impl ValueLook {
    fn new(about: &[(usize, &Fact)]) -> Self {
        let those = |is: fn(&Kind) -> bool| about.iter().filter(|(_, fact)| is(&fact.kind)).map(|(number, _)| *number).collect();
        let named = about.iter().filter_map(|(_, fact)| match &fact.kind {
            Kind::Is(codes) | Kind::Other(codes) => Some(codes.values()),
            Kind::Sent | Kind::Without | Kind::Fulfils(..) => None,
        });
        let says = |value: &str| -> Bits {
            let holds = |kind: &Kind| match kind {
                Kind::Is(codes) => codes.contains(value.as_bytes()),
                Kind::Other(codes) => !codes.contains(value.as_bytes()),
                Kind::Sent | Kind::Without | Kind::Fulfils(..) => false,
            };
            about.iter().filter(|(_, fact)| holds(&fact.kind)).map(|(number, _)| *number).collect()
        };
        let named: HashMap<String, Bits> = named.flatten().map(|value| (value.clone(), says(value))).collect();
        let mut fulfils: Vec<(fn(&[u8]) -> bool, bool, Bits)> = Vec::new();
        for (number, fact) in about {
            if let Kind::Fulfils(test, outcome) = fact.kind {
                fulfils.push((test, outcome, Bits::from_iter([*number])));
            }
        }
        Self {
            sent: those(|kind| matches!(kind, Kind::Sent)),
            without: those(|kind| matches!(kind, Kind::Without)),
            other: those(|kind| matches!(kind, Kind::Other(_))),
            codes: named.into_iter().collect(),
            fulfils: fulfils.into(),
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
