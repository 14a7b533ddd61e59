//! What a record writes to: a loop under construction, in the guide's order once it is settled.
//!
//! Invariant: a settled draft holds each qualifier that the guide leaves no choice about, and its segments and loops stand in the guide's order
//! unless the record keeps another order that was sent.

use std::borrow::Cow;
use std::io::Write;

use x12_guide::model::{Child, Content, Guide, LoopIx, SegmentIx};
use x12_syntax::{Delimiters, SegmentBuilder, Writer};

use crate::address::Address;
use crate::error::{Fault, WriteError};
use crate::implied;
use crate::scope::{DERIVED, names};
use crate::sent::SegmentText;

/// A loop under construction.
#[derive(Debug)]
pub struct LoopDraft<'a> {
    pub(crate) guide: &'a Guide,
    pub(crate) loop_ix: LoopIx,
    pub(crate) segments: Vec<SegmentDraft<'a>>,
    pub(crate) loops: Vec<InnerDraft<'a>>,
    pub(crate) faults: Vec<Fault>,
    /// Whether inner loops are only counted: enough to see the loop's own segments and the order of the loops in it.
    pub(crate) is_shallow: bool,
}

/// A loop inside a draft.
#[derive(Debug)]
pub(crate) enum InnerDraft<'a> {
    Built(LoopDraft<'a>),
    /// Segments of a loop that no field has a word for.
    Verbatim(LoopIx, &'a [SegmentText]),
}

/// A segment under construction.
#[derive(Debug, PartialEq, Eq)]
pub struct SegmentDraft<'a> {
    /// Its use; `None` where the guide has no place for it.
    pub(crate) use_ix: Option<SegmentIx>,
    pub(crate) content: SegmentContent<'a>,
    /// The first thing wrong with it.
    pub(crate) fault: Option<Fault>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum SegmentContent<'a> {
    /// Element, component (0 for a simple element) and value.
    Values(Vec<(u8, u8, Cow<'a, str>)>),
    Verbatim(&'a SegmentText),
}

impl<'a> LoopDraft<'a> {
    /// An empty loop.
    #[must_use]
    pub fn new(guide: &'a Guide, loop_ix: LoopIx) -> Self {
        Self { guide, loop_ix, segments: Vec::new(), loops: Vec::new(), faults: Vec::new(), is_shallow: false }
    }

    /// An empty loop whose inner loops are only counted.
    pub(crate) fn shallow(guide: &'a Guide, loop_ix: LoopIx) -> Self {
        Self { is_shallow: true, ..Self::new(guide, loop_ix) }
    }

    /// The segment of that use (0-based among its kind), made if it is not there yet.
    /// `None`, and a fault, if the guide has no place for it.
    pub(crate) fn segment(&mut self, at: &Address, occurrence: usize) -> Option<&mut SegmentDraft<'a>> {
        let Some(use_ix) = self.use_of(at) else {
            self.faults.push(Fault::NoPlace { loop_id: self.guide.loop_at(self.loop_ix).id.clone(), address: at.text });
            return None;
        };
        let repeat = self.guide.segment_at(use_ix).repeat;
        if let Some(most) = repeat.0.filter(|_| !u32::try_from(occurrence + 1).is_ok_and(|count| repeat.allows(count))) {
            self.faults.push(Fault::TooMany { address: at.text, most: at.places() * usize::try_from(most).unwrap_or(usize::MAX) });
            return None;
        }
        let mut seen = 0;
        let found = self.segments.iter().position(|one| {
            let same = one.use_ix == Some(use_ix);
            seen += usize::from(same);
            same && seen == occurrence + 1
        });
        let index = found.unwrap_or_else(|| {
            self.segments.push(SegmentDraft { use_ix: Some(use_ix), content: SegmentContent::Values(Vec::new()), fault: None });
            self.segments.len() - 1
        });
        self.segments.get_mut(index)
    }

    fn use_of(&self, at: &Address) -> Option<SegmentIx> {
        self.guide.loop_at(self.loop_ix).children.iter().find_map(|child| match child {
            Child::Segment(ix) if names(self.guide.segment_at(*ix), at) => Some(*ix),
            _ => None,
        })
    }

    /// The loop of that id directly inside this one.
    pub(crate) fn inner(&mut self, loop_id: &str) -> Option<LoopIx> {
        let found = inner_loop(self.guide, self.loop_ix, loop_id);
        if found.is_none() {
            self.faults.push(Fault::NoLoop { loop_id: self.guide.loop_at(self.loop_ix).id.clone(), inner: loop_id.to_owned() });
        }
        found
    }

    /// Puts in the qualifiers that the guide leaves no choice about, and sorts. `ordinal` is the loop's number among its kind, from 1.
    pub(crate) fn complete(&mut self, ordinal: usize) {
        let guide = self.guide;
        self.add_first_segment();
        for segment in &mut self.segments {
            segment.complete(guide, ordinal);
        }
        let order = Order { guide, loop_ix: self.loop_ix };
        self.segments.sort_by_key(|one| order.of_segment(one.use_ix));
        self.loops.sort_by_key(|one| order.of_loop(one.loop_ix()));
    }

    /// A loop begins with its first segment even if no field says anything about it. Levels begin with the HL that the set's writer makes.
    fn add_first_segment(&mut self) {
        let first = self.guide.first_segment(self.loop_ix).filter(|ix| !DERIVED.contains(&self.guide.segment_at(*ix).id.as_bytes()));
        if first.is_some() && !self.segments.iter().any(|one| one.use_ix == first) {
            self.segments.push(SegmentDraft { use_ix: first, content: SegmentContent::Values(Vec::new()), fault: None });
        }
    }

    /// Writes the loop's segments, those of inner loops included; gives how many there were.
    ///
    /// # Errors
    /// If a field has no place in its loop, a value holds a delimiter, or the destination fails.
    pub fn write<W: Write>(&self, to: &mut Writer<W>) -> Result<u64, WriteError> {
        if let Some(fault) = self.faults.first().or_else(|| self.segments.iter().find_map(|one| one.fault.as_ref())) {
            return Err(fault.clone().into());
        }
        let order = Order { guide: self.guide, loop_ix: self.loop_ix };
        let mut written = 0;
        let mut segments = self.segments.iter().peekable();
        for inner in &self.loops {
            let until = order.of_loop(inner.loop_ix());
            while let Some(segment) = segments.next_if(|one| order.of_segment(one.use_ix) < until) {
                to.write(&segment.builder(self.guide))?;
                written += 1;
            }
            written += inner.write(to)?;
        }
        for segment in segments {
            to.write(&segment.builder(self.guide))?;
            written += 1;
        }
        Ok(written)
    }
}

impl InnerDraft<'_> {
    pub(crate) fn loop_ix(&self) -> LoopIx {
        match self {
            Self::Built(draft) => draft.loop_ix,
            Self::Verbatim(ix, _) => *ix,
        }
    }

    fn write<W: Write>(&self, to: &mut Writer<W>) -> Result<u64, WriteError> {
        match self {
            Self::Built(draft) => draft.write(to),
            Self::Verbatim(_, segments) => {
                for segment in *segments {
                    to.write(&segment.builder())?;
                }
                Ok(segments.len() as u64)
            }
        }
    }
}

/// Where the guide puts the children of a loop.
struct Order<'g> {
    guide: &'g Guide,
    loop_ix: LoopIx,
}

impl Order<'_> {
    fn of_segment(&self, use_ix: Option<SegmentIx>) -> usize {
        // What the guide has no place for stands behind the loop's other segments and before its inner loops.
        let children = &self.guide.loop_at(self.loop_ix).children;
        let first_loop = || children.iter().position(|child| matches!(child, Child::Loop(_))).map_or(children.len(), |at| at.saturating_sub(1));
        use_ix.and_then(|ix| children.iter().position(|child| *child == Child::Segment(ix))).unwrap_or_else(first_loop)
    }

    fn of_loop(&self, ix: LoopIx) -> usize {
        self.guide.loop_at(self.loop_ix).children.iter().position(|child| *child == Child::Loop(ix)).unwrap_or(usize::MAX)
    }
}

/// The loop of that id directly inside another.
pub(crate) fn inner_loop(guide: &Guide, loop_ix: LoopIx, loop_id: &str) -> Option<LoopIx> {
    guide.loop_at(loop_ix).children.iter().find_map(|child| match child {
        Child::Loop(ix) if guide.loop_at(*ix).id == loop_id => Some(*ix),
        _ => None,
    })
}

impl<'a> SegmentDraft<'a> {
    /// Sets a value; an empty one is not sent.
    pub fn set(&mut self, element: u8, component: u8, value: Cow<'a, str>) {
        if let (SegmentContent::Values(values), false) = (&mut self.content, value.is_empty()) {
            values.push((element, component, value));
        }
    }

    fn complete(&mut self, guide: &'a Guide, ordinal: usize) {
        let Some(one) = self.use_ix.map(|ix| guide.segment_at(ix)) else { return };
        let SegmentContent::Values(values) = &mut self.content else { return };
        if one.id == "LX" && values.is_empty() {
            values.push((1, 0, Cow::Owned(ordinal.to_string())));
        }
        let mut added: Vec<(u8, u8, Cow<'a, str>)> = Vec::new();
        let is_sent = |at: u8| values.iter().any(|(element, ..)| *element == at);
        for used in one.elements.iter().flatten() {
            let components: &[_] = match &used.content {
                Content::Composite { components, .. } => components,
                Content::Simple(_) => &[],
            };
            let places = components.iter().flatten().map(|part| part.at).chain(components.is_empty().then_some(0));
            for component in places {
                let missing = !values.iter().any(|(element, at, _)| (*element, *at) == (used.at, component));
                if let Some(code) = implied::only_code(one, used.at, component, &is_sent).filter(|_| missing) {
                    added.push((used.at, component, Cow::Borrowed(code)));
                }
            }
        }
        values.append(&mut added);
        values.sort_by_key(|(element, component, _)| (*element, *component));
    }

    fn builder(&self, guide: &Guide) -> SegmentBuilder {
        match &self.content {
            SegmentContent::Verbatim(text) => text.builder(),
            SegmentContent::Values(values) => {
                let mut builder = SegmentBuilder::new(self.use_ix.map_or("", |ix| &guide.segment_at(ix).id));
                for (element, component, value) in values {
                    builder.set(usize::from(*element), 1, usize::from(*component).max(1), value.as_bytes());
                }
                builder
            }
        }
    }

    /// Whether the segment would be written as `sent` stands there.
    pub(crate) fn is_written_as(&self, guide: &Guide, sent: &[u8], delimiters: Delimiters, line: &mut Vec<u8>) -> bool {
        let SegmentContent::Values(values) = &self.content else { return true };
        line.clear();
        line.extend_from_slice(self.use_ix.map_or(&[], |ix| guide.segment_at(ix).id.as_bytes()));
        let (mut element, mut component) = (0, 1);
        for (at, part, value) in values {
            if delimiters.find_in(value.as_bytes()).is_some() {
                return false;
            }
            while element < *at {
                line.push(delimiters.element);
                (element, component) = (element + 1, 1);
            }
            while component < *part {
                line.push(delimiters.component);
                component += 1;
            }
            line.extend_from_slice(value.as_bytes());
        }
        line == sent
    }
}

/// A place to write to: a loop, or a segment from some element on.
#[derive(Debug)]
pub enum Draft<'d, 'a> {
    /// A loop.
    Loop(&'d mut LoopDraft<'a>),
    /// A segment, and the element at which the record begins.
    Segment(&'d mut SegmentDraft<'a>, u8),
}

impl<'a> Draft<'_, 'a> {
    /// The segment for the `index`-th value at an address with `places` in each segment, and the place in the run (0-based).
    pub(crate) fn place(&mut self, at: &Address, index: usize, places: usize) -> Option<(&mut SegmentDraft<'a>, u8, usize)> {
        match self {
            Self::Loop(draft) => Some((draft.segment(at, index / places)?, 1, index % places)),
            Self::Segment(segment, base) => {
                if index >= places {
                    segment.fault.get_or_insert(Fault::TooMany { address: at.text, most: places });
                    return None;
                }
                Some((segment, *base, index))
            }
        }
    }
}
