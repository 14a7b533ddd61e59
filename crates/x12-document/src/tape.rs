//! The tape: located segments of a set, flat in memory, parents before children.
//!
//! Invariant: a node's subtree is the nodes from it to its `end`. A tape can be cut back to any node, so that a set of a million claims needs the
//! room of one: what stands around a claim stays, the claim is dropped when it has been used.

use x12_guide::model::{Guide, LoopIx, SegmentIx};
use x12_syntax::{Delimiters, Position, Segment};

use crate::place::{Place, Text};
use crate::walk::Step;

/// A node of the tape.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The loop that the node is, or that its segment stands in.
    pub loop_ix: LoopIx,
    /// What it is.
    pub kind: NodeKind,
    /// The index behind the last node of its subtree; 0 while the loop is open.
    end: u32,
    /// The first byte of a segment in the tape's bytes, and the byte behind its last element.
    bytes: (u32, u32),
    /// The first of the ends of its elements, and how many there are, that of the identifier among them.
    ends: (u32, u32),
    /// What the ends count for the first byte of the segment.
    start: u32,
    /// The segment's 1-based ordinal in the file.
    pub ordinal: u64,
    /// The offset of its first byte.
    offset: u64,
    /// The line and column of that byte.
    position: Position,
    /// Whether the segment has findings of its own.
    faulty: bool,
}

/// What loops have for a position.
const NOWHERE: Position = Position { line: 0, column: 0 };

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A loop.
    Loop,
    /// A segment; `None` where the guide has no place for it.
    Segment(Option<SegmentIx>),
}

/// Located segments of one set, or of a part of it.
#[derive(Debug, Clone, Default)]
pub struct Tape {
    nodes: Vec<Node>,
    bytes: Vec<u8>,
    /// Where elements end, counted as the reader counts.
    ends: Vec<u32>,
    open: Vec<u32>,
    delimiters: Delimiters,
}

impl Tape {
    /// An empty tape.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.bytes.clear();
        self.ends.clear();
        self.open.clear();
    }

    /// Records what a segment did to the walk. The root loop is opened by the first segment.
    pub fn record(&mut self, steps: &[Step], segment: &Segment<'_>) {
        steps.iter().for_each(|step| self.record_step(*step, segment));
    }

    /// Records one thing that a segment did to the walk.
    #[inline]
    pub fn record_step(&mut self, step: Step, segment: &Segment<'_>) {
        if self.nodes.is_empty() {
            self.delimiters = segment.delimiters();
            self.push_loop(LoopIx::ROOT, segment.ordinal());
        }
        match step {
            Step::Close(loop_ix) => self.close_loop(loop_ix),
            Step::Open(loop_ix) => self.push_loop(loop_ix, segment.ordinal()),
            Step::Segment { loop_ix, use_ix, .. } => self.push_segment(loop_ix, use_ix, segment),
        }
    }

    /// Closes the innermost open loop, which is of that index.
    pub fn close_loop(&mut self, loop_ix: LoopIx) {
        debug_assert!(self.open.last().and_then(|node| self.nodes.get(*node as usize)).is_none_or(|one| one.loop_ix == loop_ix), "loops end from the inside");
        self.close();
    }

    /// Says that the segment recorded last has findings of its own.
    pub fn mark_faulty(&mut self) {
        if let Some(node) = self.nodes.iter_mut().rev().find(|node| node.kind != NodeKind::Loop) {
            node.faulty = true;
        }
    }

    /// Closes every loop that is open: the set has ended.
    pub fn finish(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    /// The root loop, if anything was recorded.
    #[must_use]
    pub fn root(&self) -> Option<LoopView<'_>> {
        (!self.nodes.is_empty()).then_some(LoopView { tape: self, node: 0 })
    }

    /// The innermost open loop of that index, from the inside.
    #[must_use]
    pub fn open_loop(&self, loop_ix: LoopIx) -> Option<LoopView<'_>> {
        let node = self.open.iter().rev().find(|node| self.nodes.get(**node as usize).is_some_and(|one| one.loop_ix == loop_ix))?;
        Some(LoopView { tape: self, node: *node as usize })
    }

    /// The innermost loop that is open.
    #[must_use]
    #[inline]
    pub fn innermost(&self) -> Option<LoopIx> {
        self.open.last().and_then(|node| self.nodes.get(*node as usize)).map(|one| one.loop_ix)
    }

    /// The loop that a node is.
    #[must_use]
    pub fn loop_at(&self, node: usize) -> Option<LoopView<'_>> {
        self.nodes.get(node).filter(|one| one.kind == NodeKind::Loop).map(|_| LoopView { tape: self, node })
    }

    /// The segment that a node is.
    #[must_use]
    pub fn segment_at(&self, node: usize) -> Option<SegmentView<'_>> {
        self.nodes.get(node).filter(|one| one.kind != NodeKind::Loop).map(|_| SegmentView { tape: self, node })
    }

    /// The index of the last node.
    #[must_use]
    pub fn last_node(&self) -> u32 {
        self.nodes.len().saturating_sub(1) as u32
    }

    /// The loops that are open, outermost first.
    pub fn open_loops(&self) -> impl Iterator<Item = LoopView<'_>> {
        self.open.iter().map(|node| LoopView { tape: self, node: *node as usize })
    }

    /// The last loop that was closed in the innermost open one, if it is the last thing there.
    #[must_use]
    pub fn last_closed(&self) -> Option<LoopView<'_>> {
        let end = self.nodes.len() as u32;
        let innermost = *self.open.last()? as usize;
        let node = (innermost + 1..self.nodes.len()).find(|node| self.nodes.get(*node).is_some_and(|one| one.kind == NodeKind::Loop && one.end == end))?;
        Some(LoopView { tape: self, node })
    }

    /// Drops a closed loop that is the last thing on the tape, and everything in it.
    pub fn drop_from(&mut self, node: usize) {
        if let Some(first) = self.nodes.get(node..).and_then(|rest| rest.iter().find(|one| one.kind != NodeKind::Loop)).copied() {
            self.cut(&first);
        }
        self.nodes.truncate(node);
    }

    /// Drops everything in a closed loop behind its first segment, if it is the last thing on the tape.
    pub fn collapse(&mut self, node: usize) {
        let Some(behind) = self.nodes.get(node + 2).filter(|_| self.end_of(node) == self.nodes.len()).copied() else { return };
        self.cut(&behind);
        self.nodes.truncate(node + 2);
        if let Some(whole) = self.nodes.get_mut(node) {
            whole.end = node as u32 + 2;
        }
    }

    /// The delimiters that the tape's bytes are written with.
    #[must_use]
    pub fn delimiters(&self) -> Delimiters {
        self.delimiters
    }

    /// Drops the bytes from those of a node on.
    fn cut(&mut self, from: &Node) {
        self.bytes.truncate(from.bytes.0 as usize);
        self.ends.truncate(from.ends.0 as usize);
    }

    #[inline]
    fn push_loop(&mut self, loop_ix: LoopIx, ordinal: u64) {
        let (at, first) = (self.bytes.len() as u32, self.ends.len() as u32);
        self.open.push(self.nodes.len() as u32);
        self.nodes.push(Node {
            loop_ix,
            kind: NodeKind::Loop,
            end: 0,
            bytes: (at, at),
            ends: (first, 0),
            start: 0,
            ordinal,
            offset: 0,
            position: NOWHERE,
            faulty: false,
        });
    }

    #[inline]
    fn push_segment(&mut self, loop_ix: LoopIx, use_ix: Option<SegmentIx>, segment: &Segment<'_>) {
        let start = self.bytes.len() as u32;
        let offset = segment.offset();
        self.bytes.extend_from_slice(segment.text());
        let first = self.ends.len() as u32;
        let (text_start, ends) = segment.ends();
        self.ends.extend_from_slice(ends);
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            loop_ix,
            kind: NodeKind::Segment(use_ix),
            end,
            bytes: (start, self.bytes.len() as u32),
            ends: (first, ends.len() as u32),
            start: text_start,
            ordinal: segment.ordinal(),
            offset,
            position: segment.position(offset),
            faulty: false,
        });
    }

    fn close(&mut self) {
        let end = self.nodes.len() as u32;
        if let Some(node) = self.open.pop().and_then(|node| self.nodes.get_mut(node as usize)) {
            node.end = end;
        }
    }

    fn end_of(&self, node: usize) -> usize {
        match self.nodes.get(node).map(|one| one.end) {
            None | Some(0) => self.nodes.len(),
            Some(end) => end as usize,
        }
    }
}

/// One loop of a tape.
#[derive(Debug, Clone, Copy)]
pub struct LoopView<'t> {
    tape: &'t Tape,
    node: usize,
}

/// A child of a loop, in the order of the document.
#[derive(Debug, Clone, Copy)]
pub enum ChildView<'t> {
    /// A segment.
    Segment(SegmentView<'t>),
    /// A loop.
    Loop(LoopView<'t>),
}

impl<'t> LoopView<'t> {
    /// Which loop of the guide it is.
    #[must_use]
    pub fn loop_ix(&self) -> LoopIx {
        self.tape.nodes.get(self.node).map_or(LoopIx::ROOT, |one| one.loop_ix)
    }

    /// The guide's identifier of it.
    #[must_use]
    pub fn id<'g>(&self, guide: &'g Guide) -> &'g str {
        &guide.loop_at(self.loop_ix()).id
    }

    /// Its index on the tape, for [`Tape::drop_from`].
    #[must_use]
    pub fn node(&self) -> usize {
        self.node
    }

    /// The ordinal in the file of its first segment.
    #[must_use]
    pub fn ordinal(&self) -> u64 {
        self.tape.nodes.get(self.node).map_or(0, |one| one.ordinal)
    }

    /// Its segments and loops in the order of the document.
    pub fn children(&self) -> impl Iterator<Item = ChildView<'t>> + use<'t> {
        let tape = self.tape;
        let end = tape.end_of(self.node);
        let mut next = self.node + 1;
        std::iter::from_fn(move || {
            let node = tape.nodes.get(next).filter(|_| next < end)?;
            let at = next;
            next = tape.end_of(at);
            Some(match node.kind {
                NodeKind::Loop => ChildView::Loop(LoopView { tape, node: at }),
                NodeKind::Segment(_) => ChildView::Segment(SegmentView { tape, node: at }),
            })
        })
    }

    /// Its own segments, those of inner loops not included.
    pub fn segments(&self) -> impl Iterator<Item = SegmentView<'t>> + use<'t> {
        self.children().filter_map(|child| match child {
            ChildView::Segment(segment) => Some(segment),
            ChildView::Loop(_) => None,
        })
    }

    /// Every segment in it and in the loops inside it.
    pub fn all_segments(&self) -> impl Iterator<Item = SegmentView<'t>> + use<'t> {
        let tape = self.tape;
        let inside = self.node + 1..tape.end_of(self.node);
        inside.filter(|node| tape.nodes.get(*node).is_some_and(|one| one.kind != NodeKind::Loop)).map(move |node| SegmentView { tape, node })
    }

    /// The loops directly in it.
    pub fn loops(&self) -> impl Iterator<Item = LoopView<'t>> + use<'t> {
        self.children().filter_map(|child| match child {
            ChildView::Loop(one) => Some(one),
            ChildView::Segment(_) => None,
        })
    }
}

/// One segment of a tape.
#[derive(Debug, Clone, Copy)]
pub struct SegmentView<'t> {
    tape: &'t Tape,
    node: usize,
}

impl<'t> SegmentView<'t> {
    /// What it is in the guide; `None` where the guide has no place for it.
    #[must_use]
    pub fn use_ix(&self) -> Option<SegmentIx> {
        match self.tape.nodes.get(self.node)?.kind {
            NodeKind::Segment(use_ix) => use_ix,
            NodeKind::Loop => None,
        }
    }

    /// The segment's 1-based ordinal in the file.
    #[must_use]
    pub fn ordinal(&self) -> u64 {
        self.tape.nodes.get(self.node).map_or(0, |one| one.ordinal)
    }

    /// Whether it has findings of its own.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.tape.nodes.get(self.node).is_some_and(|one| one.faulty)
    }

    /// The loop that it belongs to.
    #[must_use]
    pub fn loop_ix(&self) -> LoopIx {
        self.tape.nodes.get(self.node).map_or(LoopIx::ROOT, |one| one.loop_ix)
    }

    /// Where it stands in the file.
    #[must_use]
    pub fn place(&self) -> Place {
        let (offset, position) = self.tape.nodes.get(self.node).map_or((0, NOWHERE), |one| (one.offset, one.position));
        Place { ordinal: self.ordinal(), offset, position, text: Text::from_slice(self.text()) }
    }

    /// The bytes from the identifier to the last element.
    #[must_use]
    pub fn text(&self) -> &'t [u8] {
        let (start, end) = self.tape.nodes.get(self.node).map_or((0, 0), |one| one.bytes);
        self.tape.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// What the ends of its elements count for its first byte, and those ends.
    fn ends(&self) -> (u32, &'t [u32]) {
        let Some(one) = self.tape.nodes.get(self.node) else { return (0, &[]) };
        let (first, count) = one.ends;
        (one.start, self.tape.ends.get(first as usize..first as usize + count as usize).unwrap_or_default())
    }

    /// The identifier.
    #[must_use]
    pub fn id(&self) -> &'t [u8] {
        self.element(0)
    }

    /// The bytes of the element at a 1-based position, empty where none was sent.
    #[must_use]
    pub fn element(&self, position: usize) -> &'t [u8] {
        let (start, ends) = self.ends();
        let Some(end) = ends.get(position) else { return &[] };
        let from = position.checked_sub(1).and_then(|before| ends.get(before)).map_or(start, |before| before + 1);
        self.text().get(from.wrapping_sub(start) as usize..end.wrapping_sub(start) as usize).unwrap_or_default()
    }

    /// The repetitions of the element at a 1-based position.
    pub fn repetitions(&self, position: usize) -> impl Iterator<Item = &'t [u8]> + use<'t> {
        let separator = self.tape.delimiters.repetition;
        self.element(position).split(move |byte| Some(*byte) == separator)
    }

    /// A component (1-based) of the first repetition of an element, empty where none was sent.
    #[must_use]
    pub fn component(&self, position: usize, component: usize) -> &'t [u8] {
        let first = self.repetitions(position).next().unwrap_or_default();
        component.checked_sub(1).and_then(|at| first.split(|byte| *byte == self.tape.delimiters.component).nth(at)).unwrap_or_default()
    }

    /// How many elements were sent, the identifier not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends().1.len().saturating_sub(1)
    }

    /// Whether only an identifier was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The delimiters it is written with.
    #[must_use]
    pub fn delimiters(&self) -> Delimiters {
        self.tape.delimiters
    }
}
