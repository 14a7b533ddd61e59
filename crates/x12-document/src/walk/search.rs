//! Finding the place of a segment: from the innermost open loop outwards, first what fits without fault, then the least fault.

use x12_findings::Rule;
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;

use super::frame::Frame;
use super::hl::Levels;
use crate::route::{Entry, Fit, Route};
use crate::rules;

/// Where a segment belongs.
#[derive(Debug)]
pub(super) enum Target {
    /// At a child of an open loop, perhaps with a fault.
    Entry { depth: usize, entry: usize, fault: Option<&'static Rule> },
    /// In a new instance of a loop, whose first segment is missing.
    NewInstance { depth: usize, entry: usize },
    /// In a loop below an open one, whose first segment (and those of loops between) is missing.
    Below { depth: usize, through: Vec<usize> },
    /// In a loop that has ended already.
    Late { use_ix: SegmentIx },
    /// Nowhere; `known` says whether the guide uses the segment at all.
    Nowhere { known: bool },
}

pub(super) struct Search<'s> {
    pub(super) route: &'s Route,
    pub(super) frames: &'s [Frame],
    pub(super) levels: &'s Levels,
    pub(super) id: u32,
    pub(super) segment: &'s Segment<'s>,
}

impl Search<'_> {
    pub(super) fn find(&self) -> Target {
        if let Some((depth, entry)) = self.outwards(|frame, index, entry| entry.position >= frame.position && frame.count(index) < entry.most) {
            return Target::Entry { depth, entry, fault: None };
        }
        self.with_fault()
    }

    /// The place in the loop at `depth` alone.
    pub(super) fn within(&self, depth: usize) -> Option<usize> {
        let frame = self.frames.get(depth)?;
        self.route.entries(frame.loop_ix).iter().enumerate().position(|(index, entry)| frame.count(index) < entry.most && self.fits(entry))
    }

    fn with_fault(&self) -> Target {
        if let Some(target) = self.repeated() {
            return target;
        }
        let late = self.outwards(|frame, index, entry| entry.position < frame.position && frame.count(index) < entry.most && (index > 0 || frame.count(0) == 0));
        if let Some((depth, entry)) = late {
            return self.new_instance(depth, entry).unwrap_or(Target::Entry { depth, entry, fault: Some(&rules::SEGMENT_OUT_OF_ORDER) });
        }
        let innermost = self.frames.len().saturating_sub(1);
        if let Some((depth, entry)) = self.by_identifier(innermost) {
            return Target::Entry { depth, entry, fault: None };
        }
        if let Some(target) = self.below() {
            return target;
        }
        if let Some(use_ix) = self.in_ended_loop() {
            return Target::Late { use_ix };
        }
        if let Some((depth, entry)) = self.by_identifier(0) {
            return Target::Entry { depth, entry, fault: None };
        }
        Target::Nowhere { known: self.route.loops.iter().flatten().any(|entry| entry.id == self.id) }
    }

    /// The first fitting child, from the innermost loop outwards, that `allowed` accepts.
    fn outwards(&self, allowed: impl Fn(&Frame, usize, &Entry) -> bool) -> Option<(usize, usize)> {
        self.frames.iter().enumerate().rev().find_map(|(depth, frame)| {
            let entries = self.route.entries(frame.loop_ix);
            let found = entries.iter().enumerate().position(|(index, entry)| entry.id == self.id && allowed(frame, index, entry) && self.fits(entry));
            found.map(|entry| (depth, entry))
        })
    }

    fn fits(&self, entry: &Entry) -> bool {
        self.route.fit(entry, self.id, self.segment) == Fit::Full
    }

    /// A child that was seen as often as allowed already.
    fn repeated(&self) -> Option<Target> {
        let full = |frame: &Frame, index: usize, entry: &Entry| index > 0 && frame.count(index) >= entry.most;
        let (depth, entry) = self.outwards(|frame, index, one| full(frame, index, one))?;
        let is_past = self.frames.get(depth).is_some_and(|frame| self.entry(frame, entry).is_some_and(|one| one.position < frame.position));
        if let Some(target) = self.new_instance(depth, entry).filter(|_| is_past) {
            return Some(target);
        }
        Some(Target::Entry { depth, entry, fault: Some(&rules::SEGMENT_REPEATED) })
    }

    /// Whether a segment that would come twice in its loop rather begins another instance of the loop, whose first segment is missing.
    fn new_instance(&self, depth: usize, entry: usize) -> Option<Target> {
        let frame = self.frames.get(depth)?;
        if depth + 1 != self.frames.len() || frame.count(entry) == 0 || frame.guessed {
            return None;
        }
        let (parent_depth, parent) = (depth.checked_sub(1)?, self.frames.get(depth.checked_sub(1)?)?);
        let again = self.route.entries(parent.loop_ix).iter().position(|one| one.child == Child::Loop(frame.loop_ix))?;
        let allowed = self.entry(parent, again).is_some_and(|one| parent.count(again) < one.most);
        allowed.then_some(Target::NewInstance { depth: parent_depth, entry: again })
    }

    /// A loop below an open one that holds the segment, one or two levels down.
    fn below(&self) -> Option<Target> {
        self.frames.iter().enumerate().rev().find_map(|(depth, frame)| {
            let open = |index: usize, entry: &Entry| entry.position >= frame.position && frame.count(index) < entry.most;
            let loops = || self.child_loops(frame.loop_ix).filter(|(index, entry, _)| open(*index, entry));
            loops().find(|(_, _, inner)| self.holds(*inner)).map(|(index, ..)| Target::Below { depth, through: vec![index] }).or_else(|| {
                loops().find_map(|(index, _, inner)| {
                    let (second, ..) = self.child_loops(inner).find(|(_, _, deepest)| self.holds(*deepest))?;
                    Some(Target::Below { depth, through: vec![index, second] })
                })
            })
        })
    }

    fn child_loops(&self, ix: LoopIx) -> impl Iterator<Item = (usize, &Entry, LoopIx)> {
        self.route.entries(ix).iter().enumerate().filter_map(|(index, entry)| match entry.child {
            Child::Loop(inner) => Some((index, entry, inner)),
            Child::Segment(_) => None,
        })
    }

    /// Whether the segment may stand directly in a loop, other than as its first.
    fn holds(&self, ix: LoopIx) -> bool {
        self.route.entries(ix).iter().skip(1).any(|entry| matches!(entry.child, Child::Segment(_)) && self.fits(entry))
    }

    /// A use of the segment in a loop that stood in an open one and has ended.
    fn in_ended_loop(&self) -> Option<SegmentIx> {
        self.frames.iter().rev().find_map(|frame| {
            let ended = |index: usize| frame.count(index) > 0;
            let mut loops: Vec<LoopIx> = self.child_loops(frame.loop_ix).filter(|(index, ..)| ended(*index)).map(|(.., inner)| inner).collect();
            loops.reverse();
            loops.into_iter().find_map(|inner| self.route.entries(inner).iter().skip(1).find(|entry| matches!(entry.child, Child::Segment(_)) && self.fits(entry)).map(|entry| entry.segment))
        })
    }

    /// The use most likely meant by a segment whose qualifier fits none, in the loops from `outermost` inwards: one that is still due, or else the first
    /// that has room.
    fn by_identifier(&self, outermost: usize) -> Option<(usize, usize)> {
        if self.segment.id() == b"HL"
            && let Some(found) = self.levels.by_parent(self.route, self.frames, self.segment)
        {
            return Some(found);
        }
        self.frames.iter().enumerate().skip(outermost).rev().find_map(|(depth, frame)| {
            let entries = self.route.entries(frame.loop_ix);
            let candidates = || entries.iter().enumerate().filter(|(index, entry)| entry.id == self.id && entry.position >= frame.position && (*index > 0 || frame.count(0) == 0));
            let due = candidates().find(|(index, entry)| entry.required && frame.count(*index) == 0);
            let room = || candidates().find(|(index, entry)| frame.count(*index) < entry.most);
            due.or_else(room).or_else(|| candidates().next()).map(|(index, _)| (depth, index))
        })
    }

    fn entry(&self, frame: &Frame, entry: usize) -> Option<&Entry> {
        self.route.entries(frame.loop_ix).get(entry)
    }
}
