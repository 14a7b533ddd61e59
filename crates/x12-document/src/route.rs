//! A guide prepared for walking: for each loop, what may stand in it, by packed segment id.
//!
//! Invariant: the entries of a loop are in the order of the guide, so their positions never fall.

use std::collections::BTreeSet;
use std::sync::Arc;

use x12_guide::model::{Child, CodeMap, Codes, Content, Discriminator, Guide, LoopIx, SegmentIx, SegmentUse, Usage};
use x12_syntax::Segment;

/// A guide prepared for walking. Make it once for each guide and share it.
#[derive(Debug)]
pub struct Route {
    pub(crate) guide: Arc<Guide>,
    pub(crate) loops: Vec<LoopRoute>,
    numbers: Numbers,
    /// For each segment use: what tells it apart from others of its identifier.
    told_by: Vec<Vec<Discriminator>>,
    /// For each segment use: the loop it stands in, and whether it is the HL that starts a level.
    uses: Vec<(LoopIx, bool)>,
}

/// What may stand in a loop.
#[derive(Debug)]
pub(crate) struct LoopRoute {
    pub(crate) entries: Vec<Entry>,
    /// Whether it is a hierarchical level.
    is_level: bool,
    /// The entries that it must hold, with their positions.
    pub(crate) required: Vec<(u16, u16)>,
    /// For each number of an identifier: which of `alike`, from 1 on; 0 where the loop has none.
    by_number: Box<[u16]>,
    alike: Vec<Alike>,
}

impl LoopRoute {
    fn new(entries: Vec<Entry>, is_level: bool, ids: &BTreeSet<u32>, told_by: &[Vec<Discriminator>]) -> Self {
        let required = entries.iter().zip(0..).filter(|(entry, _)| entry.required).map(|(entry, index)| (index, entry.position)).collect();
        let mut alike = Vec::new();
        let mut number_of = |id: u32| {
            if entries.iter().all(|entry| entry.id != id) {
                return 0;
            }
            alike.push(Alike::new(&entries, told_by, id));
            u16::try_from(alike.len()).unwrap_or(0)
        };
        let by_number = std::iter::once(0).chain(ids.iter().map(|id| number_of(*id))).collect();
        Self { is_level, required, by_number, alike, entries }
    }

    /// The first entry that a segment fits and that `allowed` accepts, given the number of its identifier.
    #[inline]
    pub(crate) fn first_fitting(
        &self,
        number: u16,
        segment: &Segment<'_>,
        allowed: impl Fn(usize, &Entry) -> bool,
        fits: impl Fn(&Entry) -> bool,
    ) -> Option<(usize, &Entry)> {
        let alike = self.alike.get(usize::from(self.by_number.get(usize::from(number))?.checked_sub(1)?))?;
        let (fitting, is_told) = alike.of(segment);
        let accepted = |index: u16| {
            let entry = self.entries.get(usize::from(index))?;
            (allowed(usize::from(index), entry) && (is_told || fits(entry))).then_some((usize::from(index), entry))
        };
        let first = accepted(fitting.first?);
        if first.is_some() || fitting.more.is_empty() {
            return first;
        }
        fitting.more.iter().find_map(|index| accepted(*index))
    }
}

/// The entries of a loop whose segments have one identifier, by the value that tells them apart. Entries are in the order of the guide.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    /// Where the value stands that tells all of them apart; `None` where there is no such place, and each must be asked.
    told_at: Option<(usize, Option<usize>)>,
    by_value: CodeMap<Fitting>,
    /// Those that any other value fits; all of them where each must be asked.
    others: Fitting,
}

/// Entries that a value fits: most often one.
#[derive(Debug, Default)]
struct Fitting {
    first: Option<u16>,
    more: Box<[u16]>,
}

impl FromIterator<u16> for Fitting {
    fn from_iter<I: IntoIterator<Item = u16>>(all: I) -> Self {
        let mut all = all.into_iter();
        Self { first: all.next(), more: all.collect() }
    }
}

impl Alike {
    fn new(entries: &[Entry], told_by: &[Vec<Discriminator>], id: u32) -> Self {
        let alike = || entries.iter().zip(0..).filter(|(entry, _)| entry.id == id);
        let told = |entry: &Entry| told_by.get(usize::from(entry.segment.0)).map_or(&[][..], Vec::as_slice);
        let places: Vec<(u8, Option<u8>)> = alike().flat_map(|(entry, _)| told(entry)).map(|one| (one.element, one.component)).collect();
        let at = match places.split_first() {
            None => Some((0, None)),
            Some((first, rest)) => (rest.iter().all(|place| place == first) && alike().all(|(entry, _)| told(entry).len() < 2)).then_some(*first),
        };
        let Some((element, component)) = at else {
            return Self { told_at: None, by_value: CodeMap::default(), others: alike().map(|(_, index)| index).collect() };
        };
        let values: BTreeSet<&String> = alike().flat_map(|(entry, _)| told(entry)).flat_map(|one| one.codes.values()).collect();
        let fitting = |value: &str| -> Fitting {
            let fits = |entry: &Entry| told(entry).iter().all(|one| one.codes.contains(value.as_bytes()));
            alike().filter(|(entry, _)| fits(entry)).map(|(_, index)| index).collect()
        };
        let by_value = values.into_iter().map(|value| (value.clone(), fitting(value))).collect();
        let others = alike().filter(|(entry, _)| told(entry).is_empty()).map(|(_, index)| index).collect();
        Self { told_at: Some((usize::from(element), component.map(usize::from))), by_value, others }
    }

    /// The entries that a segment may fit, and whether it fits them all: where nothing tells them apart at once, each is yet to be asked.
    #[inline(always)]
    fn of(&self, segment: &Segment<'_>) -> (&Fitting, bool) {
        let Some((element, component)) = self.told_at else { return (&self.others, false) };
        if self.by_value.is_empty() {
            return (&self.others, true);
        }
        let found = self.by_value.get(told_value(segment, element, component));
        (found.unwrap_or(&self.others), true)
    }
}

/// A value that tells segments apart.
#[inline]
fn told_value<'s>(segment: &Segment<'s>, element: usize, component: Option<usize>) -> &'s [u8] {
    match component {
        None => segment.value(element),
        Some(at) => segment.element(element).and_then(|element| element.component(at)).map(|part| part.bytes()).unwrap_or_default(),
    }
}

/// Numbers for the identifiers of a guide's segments, from 1 on: a hash table in which, as far as that could be had, no two share a place.
#[derive(Debug, Default)]
struct Numbers {
    places: Vec<(u32, u16)>,
    factor: u32,
}

/// What stands in an empty place of the table: no identifier is packed so.
const EMPTY: u32 = 0;
/// How many factors are tried for one that gives each identifier a place of its own.
const FACTORS: u32 = 1000;

impl Numbers {
    fn new(ids: &BTreeSet<u32>) -> Self {
        let size = (ids.len() * 8).next_power_of_two().max(8);
        let factors = (1..=FACTORS).map(|number| number.wrapping_mul(0x9E37_79B1) | 1);
        let is_free = |factor: &u32| ids.iter().map(|id| home(*id, *factor, size)).collect::<BTreeSet<usize>>().len() == ids.len();
        let factor = factors.clone().find(is_free).or(factors.clone().next()).unwrap_or(1);
        let mut numbers = Self { places: vec![(EMPTY, 0); size], factor };
        for (id, number) in ids.iter().zip(1..) {
            if let Err(at) = numbers.place(*id) {
                numbers.places.get_mut(at).into_iter().for_each(|place| *place = (*id, number));
            }
        }
        numbers
    }

    /// The number of an identifier, or the empty place where it would stand.
    #[inline]
    fn place(&self, id: u32) -> Result<u16, usize> {
        let mut at = home(id, self.factor, self.places.len());
        loop {
            match self.places.get(at) {
                Some((known, number)) if *known == id => return Ok(*number),
                Some((EMPTY, _)) | None => return Err(at),
                Some(_) => at = (at + 1) & self.places.len().wrapping_sub(1),
            }
        }
    }
}

/// Where an identifier stands in a table of a size that is a power of two, unless another stands there.
#[inline]
fn home(id: u32, factor: u32, size: usize) -> usize {
    (id.wrapping_mul(factor) >> 16) as usize & size.wrapping_sub(1)
}

/// A child of a loop as the walk sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The identifier of the segment, or of the segment that starts the loop.
    pub(crate) id: u32,
    pub(crate) position: u16,
    pub(crate) child: Child,
    /// The segment, or the one that starts the loop.
    pub(crate) segment: SegmentIx,
    pub(crate) required: bool,
    /// How often it may stand there; `u32::MAX` is unbounded.
    pub(crate) most: u32,
}

/// How well a segment fits an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Another segment.
    None,
    /// The identifier fits and a value that tells uses apart does not.
    Id,
    /// Everything fits.
    Full,
}

impl Route {
    /// Prepares a guide.
    #[must_use]
    pub fn new(guide: Arc<Guide>) -> Arc<Self> {
        let told_by: Vec<Vec<Discriminator>> = guide.segments.iter().map(|one| told_by(&guide, one)).collect();
        let entries: Vec<Vec<Entry>> = guide.loops.iter().map(|one| one.children.iter().filter_map(|child| entry(&guide, *child)).collect()).collect();
        let ids: BTreeSet<u32> = entries.iter().flatten().map(|entry| entry.id).collect();
        let loops = entries.into_iter().zip(&guide.loops).map(|(entries, one)| LoopRoute::new(entries, one.hl.is_some(), &ids, &told_by)).collect();
        let starts_level = |ix: SegmentIx, one: &SegmentUse| guide.loop_at(one.loop_ix).hl.is_some() && guide.first_segment(one.loop_ix) == Some(ix);
        let uses = (0..).map(SegmentIx).zip(&guide.segments).map(|(ix, one)| (one.loop_ix, starts_level(ix, one))).collect();
        Arc::new(Self { guide, loops, numbers: Numbers::new(&ids), told_by, uses })
    }

    /// The guide.
    #[must_use]
    pub fn guide(&self) -> &Arc<Guide> {
        &self.guide
    }

    /// The loop that a use stands in, and whether it is the HL that starts a level.
    #[inline]
    pub(crate) fn use_at(&self, ix: SegmentIx) -> (LoopIx, bool) {
        self.uses.get(usize::from(ix.0)).copied().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn entries(&self, ix: LoopIx) -> &[Entry] {
        self.loops.get(usize::from(ix.0)).map_or(&[], |one| &one.entries)
    }

    /// What may stand in a loop.
    #[inline]
    pub(crate) fn loop_at(&self, ix: LoopIx) -> Option<&LoopRoute> {
        self.loops.get(usize::from(ix.0))
    }

    /// Whether a loop is a hierarchical level.
    #[inline]
    pub(crate) fn is_level(&self, ix: LoopIx) -> bool {
        self.loop_at(ix).is_some_and(|one| one.is_level)
    }

    /// The number of a packed identifier; 0 for one that the guide does not use.
    #[inline]
    pub(crate) fn number(&self, id: u32) -> u16 {
        self.numbers.place(id).unwrap_or(0)
    }

    /// The entries that a loop must hold, with their positions.
    #[inline]
    pub(crate) fn required(&self, ix: LoopIx) -> &[(u16, u16)] {
        self.loop_at(ix).map_or(&[], |one| &one.required)
    }

    /// How well `segment` fits `entry`, given the segment's packed identifier.
    pub(crate) fn fit(&self, entry: &Entry, id: u32, segment: &Segment<'_>) -> Fit {
        if entry.id != id {
            return Fit::None;
        }
        let told_by = self.told_by.get(usize::from(entry.segment.0)).map_or(&[][..], Vec::as_slice);
        let told = told_by.iter().all(|one| one.codes.contains(told_value(segment, usize::from(one.element), one.component.map(usize::from))));
        if told { Fit::Full } else { Fit::Id }
    }
}

/// The guide's discriminators, or else the kind of a level, or the codes of a first element: a qualifier that none of them allows means another place, if there is one.
fn told_by(guide: &Guide, one: &SegmentUse) -> Vec<Discriminator> {
    if !one.discriminators.is_empty() {
        return one.discriminators.clone();
    }
    if let (Some(kind), "HL") = (&guide.loop_at(one.loop_ix).hl, one.id.as_str()) {
        return vec![Discriminator { element: 3, component: None, codes: Codes::new(vec![kind.clone()]) }];
    }
    let first = one.elements.first().and_then(Option::as_ref).filter(|first| first.usage == Usage::Required);
    let codes = |content: &Content| match content {
        Content::Simple(value) => value.codes.clone(),
        Content::Composite { .. } => None,
    };
    let found = first.and_then(|first| match &first.content {
        Content::Simple(_) => Some((None, codes(&first.content)?)),
        Content::Composite { components, .. } => Some((Some(1), codes(&components.first()?.as_ref()?.content)?)),
    });
    found.map(|(component, codes)| Discriminator { element: 1, component, codes }).into_iter().collect()
}

/// Packs a segment identifier; identifiers longer than four bytes fit nothing.
#[inline]
pub(crate) fn pack(id: &[u8]) -> u32 {
    match *id {
        [one, two] => u32::from(one) << 8 | u32::from(two),
        [one, two, three] => u32::from(one) << 16 | u32::from(two) << 8 | u32::from(three),
        _ if id.len() > 4 => u32::MAX,
        _ => id.iter().fold(0, |packed, byte| packed << 8 | u32::from(*byte)),
    }
}

/// Packs a segment identifier that may be in lower case.
pub(crate) fn pack_any_case(id: &[u8]) -> u32 {
    pack(&id.to_ascii_uppercase())
}

fn entry(guide: &Guide, child: Child) -> Option<Entry> {
    let (segment, position, usage, repeat) = match child {
        Child::Segment(ix) => {
            let one = guide.segment_at(ix);
            (ix, one.position, one.usage, one.repeat)
        }
        Child::Loop(ix) => {
            let one = guide.loop_at(ix);
            (guide.first_segment(ix)?, one.position, one.usage, one.repeat)
        }
    };
    let id = pack(guide.segment_at(segment).id.as_bytes());
    Some(Entry { id, position, child, segment, required: usage == Usage::Required, most: repeat.0.unwrap_or(u32::MAX) })
}
