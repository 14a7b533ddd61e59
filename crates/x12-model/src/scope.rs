//! What a record reads from: one loop with its own segments and inner loops, or one segment from some element on.
//!
//! Invariant: whatever a field reads is marked as taken; the rest of a loop is what no field has a word for.

use std::cell::Cell;

use x12_document::{ChildView, LoopView, Tape};
use x12_guide::model::{Child, Guide, LoopIx, SegmentIx, SegmentUse};

use crate::address::{Address, pack};
use crate::implied;
use crate::sent::{INNER, SegmentText, Sent};

/// One loop to read from.
#[derive(Debug)]
pub struct LoopScope<'a> {
    pub(crate) guide: &'a Guide,
    pub(crate) loop_ix: LoopIx,
    pub(crate) segments: Vec<OwnSegment<'a>>,
    pub(crate) loops: Vec<InnerLoop<'a>>,
    tape: Option<&'a Tape>,
}

#[derive(Debug)]
pub(crate) struct OwnSegment<'a> {
    pub(crate) use_ix: Option<SegmentIx>,
    /// Its identifier in the guide in one word; every field looks for its own among these.
    packed: u32,
    pub(crate) sent: Sent<'a>,
    pub(crate) taken: Cell<bool>,
}

#[derive(Debug)]
pub(crate) struct InnerLoop<'a> {
    pub(crate) view: LoopView<'a>,
    pub(crate) taken: Cell<bool>,
}

/// Segments that the writer derives from what stands around them; no record reads them.
pub(crate) const DERIVED: [&[u8]; 3] = [b"HL", b"ST", b"SE"];

impl<'a> OwnSegment<'a> {
    fn new(guide: &Guide, use_ix: Option<SegmentIx>, sent: Sent<'a>) -> Self {
        let packed = use_ix.map_or(0, |ix| pack(guide.segment_at(ix).id.as_bytes()));
        Self { use_ix, packed, sent, taken: Cell::new(false) }
    }
}

impl<'a> LoopScope<'a> {
    /// A loop of a tape; loops around it are looked up among those that are open.
    #[must_use]
    pub fn new(guide: &'a Guide, tape: &'a Tape, view: &LoopView<'a>) -> Self {
        let (mut segments, mut loops) = (Vec::new(), Vec::new());
        for child in view.children() {
            match child {
                ChildView::Segment(one) if DERIVED.contains(&one.id()) => {}
                ChildView::Segment(one) => segments.push(OwnSegment::new(guide, one.use_ix(), Sent::of(&one))),
                ChildView::Loop(view) => loops.push(InnerLoop { view, taken: Cell::new(false) }),
            }
        }
        Self { guide, loop_ix: view.loop_ix(), segments, loops, tape: Some(tape) }
    }

    /// A loop without inner loops whose segments came from JSON: each is given the use that it fits.
    pub(crate) fn of_texts(guide: &'a Guide, loop_ix: LoopIx, texts: &'a [Vec<u8>]) -> Self {
        let mut counts = vec![0u32; guide.loop_at(loop_ix).children.len()];
        let segments = texts
            .iter()
            .map(|text| {
                let sent = Sent { text, delimiters: INNER };
                OwnSegment::new(guide, fitting_use(guide, loop_ix, &sent, &mut counts), sent)
            })
            .collect();
        Self { guide, loop_ix, segments, loops: Vec::new(), tape: None }
    }

    /// The segments that an address names, in order; with `all` unset only the first.
    fn each(&self, at: &Address, all: bool, visit: &mut dyn FnMut(Spot<'a>) -> bool) {
        if let Some(outer) = at.outer {
            return self.each_outer(outer, at, visit);
        }
        for own in &self.segments {
            if at.may_name(own.packed) && own.use_ix.is_some_and(|ix| names(self.guide.segment_at(ix), at)) {
                own.taken.set(true);
                if !visit(Spot { guide: self.guide, use_ix: own.use_ix, sent: own.sent, base: 1 }) || !all {
                    return;
                }
            }
        }
    }

    fn each_outer(&self, outer: &str, at: &Address, visit: &mut dyn FnMut(Spot<'a>) -> bool) {
        let Some(view) = self.outer(outer) else { return };
        for one in view.segments() {
            if one.use_ix().is_some_and(|ix| names(self.guide.segment_at(ix), at)) {
                visit(Spot { guide: self.guide, use_ix: one.use_ix(), sent: Sent::of(&one), base: 1 });
                return;
            }
        }
    }

    /// The open loop of that id around this one; `/` is the set.
    pub(crate) fn outer(&self, id: &str) -> Option<LoopView<'a>> {
        let tape = self.tape?;
        if id == "/" {
            return tape.root();
        }
        tape.open_loops().find(|view| view.id(self.guide) == id)
    }

    /// The open loop of that id around this one, to read from; `/` is the set.
    #[must_use]
    pub fn around(&self, id: &str) -> Option<LoopScope<'a>> {
        self.of_view(&self.outer(id)?)
    }

    /// A scope of another loop on the same tape.
    pub(crate) fn of_view(&self, view: &LoopView<'a>) -> Option<Self> {
        Some(Self::new(self.guide, self.tape?, view))
    }
}

/// A segment and the element at which a record begins in it.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    pub(crate) guide: &'a Guide,
    pub(crate) use_ix: Option<SegmentIx>,
    pub(crate) sent: Sent<'a>,
    pub(crate) base: u8,
}

impl<'a> Spot<'a> {
    /// The bytes of an element counted from where the record begins, or of a component of it.
    #[must_use]
    pub fn value(&self, element: u8, component: u8) -> &'a [u8] {
        self.sent.value(self.base + element - 1, component)
    }

    /// The same segment with the record beginning at another element.
    #[must_use]
    pub fn at(&self, element: u8) -> Self {
        Self { base: self.base + element - 1, ..*self }
    }

    /// Whether a value is left out because the writer puts it back.
    pub(crate) fn is_implied(&self, element: u8, component: u8) -> bool {
        let Some(one) = self.use_ix.map(|ix| self.guide.segment_at(ix)) else { return false };
        let absolute = self.base + element - 1;
        let code = implied::only_code(one, absolute, component, &|at| !self.sent.value(at, 0).is_empty());
        code.is_some_and(|code| code.as_bytes() == self.value(element, component))
    }
}

/// A loop or a part of a segment.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'s, 'a> {
    /// A loop.
    Loop(&'s LoopScope<'a>),
    /// A segment from some element on.
    Spot(Spot<'a>),
}

impl<'a> Scope<'_, 'a> {
    /// The segments that an address names; with `all` unset only the first. A record that is read from a segment has only that one.
    pub(crate) fn each(&self, at: &Address, all: bool, visit: &mut dyn FnMut(Spot<'a>) -> bool) {
        match self {
            Self::Loop(scope) => scope.each(at, all, visit),
            Self::Spot(spot) => {
                visit(*spot);
            }
        }
    }
}

/// Whether a segment use is what an address names.
pub(crate) fn names(one: &SegmentUse, at: &Address) -> bool {
    one.id == at.segment && at.is_key(&one.id, &one.key)
}

/// The use that a segment fits in a loop: the first that has room and whose qualifiers it has, or else the first that has room.
fn fitting_use(guide: &Guide, loop_ix: LoopIx, sent: &Sent<'_>, counts: &mut [u32]) -> Option<SegmentIx> {
    let children = &guide.loop_at(loop_ix).children;
    let find = |counts: &[u32], needs_qualifiers: bool| {
        children.iter().zip(counts).position(|(child, count)| {
            let Child::Segment(ix) = child else { return false };
            let one = guide.segment_at(*ix);
            let qualified = || one.discriminators.iter().all(|told| told.codes.contains(sent.value(told.element, told.component.unwrap_or(0))));
            one.id.as_bytes() == sent.value(0, 0) && one.repeat.allows(*count + 1) && (!needs_qualifiers || qualified())
        })
    };
    let found = find(counts, true).or_else(|| find(counts, false))?;
    if let Some(count) = counts.get_mut(found) {
        *count += 1;
    }
    match children.get(found)? {
        Child::Segment(ix) => Some(*ix),
        Child::Loop(_) => None,
    }
}

/// The segments that no field took, with the guide's keys.
pub(crate) fn leftover_segments(scope: &LoopScope<'_>) -> Vec<(String, SegmentText)> {
    let key = |ix: Option<SegmentIx>| ix.map(|ix| scope.guide.segment_at(ix).key.clone()).unwrap_or_default();
    scope.segments.iter().filter(|own| !own.taken.get()).map(|own| (key(own.use_ix), SegmentText::of(&own.sent))).collect()
}
