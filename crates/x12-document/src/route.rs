//! A guide prepared for walking: for each loop, what may stand in it, by packed segment id.
//!
//! Invariant: the entries of a loop are in the order of the guide, so their positions never fall.

use std::sync::Arc;

use x12_guide::model::{Child, Codes, Content, Discriminator, Guide, LoopIx, SegmentIx, SegmentUse, Usage};
use x12_syntax::Segment;

/// A guide prepared for walking. Make it once for each guide and share it.
#[derive(Debug)]
pub struct Route {
    pub(crate) guide: Arc<Guide>,
    pub(crate) loops: Vec<Vec<Entry>>,
    /// For each loop: its entries by the identifier of their segments.
    by_id: Vec<ById>,
    /// For each loop: the entries that it must hold.
    required: Vec<Vec<u16>>,
    /// For each segment use: what tells it apart from others of its identifier.
    told_by: Vec<Vec<Discriminator>>,
    /// For each segment use: whether it is the HL that starts a level.
    starts_level: Vec<bool>,
}

/// The entries of a loop by the identifier of their segments, in the order of the guide.
#[derive(Debug, Default)]
struct ById {
    /// A hash table with open addresses: each identifier with the places of its entries in `entries`. Its size is a power of two.
    ids: Vec<(u32, u16, u16)>,
    entries: Vec<u16>,
}

/// What stands in an empty place of the table: no identifier is packed so.
const EMPTY: u32 = 0;

impl ById {
    fn new(entries: &[Entry]) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(4);
        let mut found = Self { ids: vec![(EMPTY, 0, 0); size], entries: Vec::new() };
        for first in entries {
            let Err(at) = found.place(first.id) else { continue };
            let from = found.entries.len() as u16;
            found.entries.extend(entries.iter().zip(0..).filter(|(entry, _)| entry.id == first.id).map(|(_, index)| index));
            let to = found.entries.len() as u16;
            found.ids.get_mut(at).into_iter().for_each(|place| *place = (first.id, from, to));
        }
        found
    }

    /// The place of an identifier, or the empty one where it would stand. Half of the table is empty, so there is one.
    #[inline]
    fn place(&self, id: u32) -> Result<(u16, u16), usize> {
        let mask = self.ids.len().wrapping_sub(1);
        let mut at = (id.wrapping_mul(0x9E37_79B1) >> 16) as usize & mask;
        loop {
            match self.ids.get(at) {
                Some((known, from, to)) if *known == id => return Ok((*from, *to)),
                Some((EMPTY, ..)) | None => return Err(at),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    #[inline]
    fn of(&self, id: u32) -> &[u16] {
        match self.place(id) {
            Ok((from, to)) => self.entries.get(usize::from(from)..usize::from(to)).unwrap_or_default(),
            Err(_) => &[],
        }
    }
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
        let loops: Vec<Vec<Entry>> = guide.loops.iter().map(|one| one.children.iter().filter_map(|child| entry(&guide, *child)).collect()).collect();
        let by_id = loops.iter().map(|entries| ById::new(entries)).collect();
        let required = loops.iter().map(|entries| entries.iter().zip(0..).filter(|(entry, _)| entry.required).map(|(_, index)| index).collect()).collect();
        let told_by = guide.segments.iter().map(|one| told_by(&guide, one)).collect();
        let starts_level =
            (0..).map(SegmentIx).zip(&guide.segments).map(|(ix, one)| guide.loop_at(one.loop_ix).hl.is_some() && guide.first_segment(one.loop_ix) == Some(ix));
        let starts_level = starts_level.collect();
        Arc::new(Self { guide, loops, by_id, required, told_by, starts_level })
    }

    /// The guide.
    #[must_use]
    pub fn guide(&self) -> &Arc<Guide> {
        &self.guide
    }

    /// Whether a use is the HL that starts a level.
    #[inline]
    pub(crate) fn starts_level(&self, ix: SegmentIx) -> bool {
        self.starts_level.get(usize::from(ix.0)).copied().unwrap_or(false)
    }

    pub(crate) fn entries(&self, ix: LoopIx) -> &[Entry] {
        self.loops.get(usize::from(ix.0)).map_or(&[], Vec::as_slice)
    }

    /// The entries of a loop whose segment has this packed identifier.
    #[inline]
    pub(crate) fn of_id(&self, ix: LoopIx, id: u32) -> &[u16] {
        self.by_id.get(usize::from(ix.0)).map_or(&[], |by_id| by_id.of(id))
    }

    /// The entries that a loop must hold.
    #[inline]
    pub(crate) fn required(&self, ix: LoopIx) -> &[u16] {
        self.required.get(usize::from(ix.0)).map_or(&[], Vec::as_slice)
    }

    /// How well `segment` fits `entry`, given the segment's packed identifier.
    pub(crate) fn fit(&self, entry: &Entry, id: u32, segment: &Segment<'_>) -> Fit {
        if entry.id != id {
            return Fit::None;
        }
        let told_by = self.told_by.get(usize::from(entry.segment.0)).map_or(&[][..], Vec::as_slice);
        let told = told_by.iter().all(|discriminator| {
            let position = usize::from(discriminator.element);
            let value = match discriminator.component {
                None => segment.value(position),
                Some(at) => segment.element(position).and_then(|element| element.component(usize::from(at))).map(|part| part.bytes()).unwrap_or_default(),
            };
            discriminator.codes.contains(value)
        });
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
pub(crate) fn pack(id: &[u8]) -> u32 {
    if id.len() > 4 {
        return u32::MAX;
    }
    id.iter().fold(0, |packed, byte| packed << 8 | u32::from(byte.to_ascii_uppercase()))
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
