//! Where a segment may belong: the place without fault, if there is one, and every place it may have been meant for.

use x12_findings::Rule;
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;
use x12_syntax::value::unsigned;

use super::state::{Frame, State};
use crate::route::{Entry, Fit, Route};
use crate::rules;

/// The packed identifier of HL.
pub(super) const LEVEL: u32 = (b'H' as u32) << 8 | b'L' as u32;

/// A decision for a segment.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// At a child of an open loop, perhaps with a fault.
    Entry { depth: usize, entry: usize, fault: Option<&'static Rule> },
    /// In a loop below an open one whose first segment is missing, and those of loops between.
    Under { depth: usize, through: Vec<usize> },
    /// In a loop that has ended, or late in an open one; nothing else changes.
    Aside { use_ix: SegmentIx },
    /// Before its turn: it belongs behind the next segment.
    Early { use_ix: SegmentIx },
    /// Nowhere; `known` says whether the guide uses the segment at all.
    Nowhere { known: bool },
}

/// The search for one segment's place.
pub(super) struct Search<'s> {
    pub(super) route: &'s Route,
    pub(super) state: &'s State,
    pub(super) id: u32,
    pub(super) segment: &'s Segment<'s>,
}

impl Search<'_> {
    /// The place that fits without fault, from the innermost open loop outwards.
    #[inline]
    pub(super) fn faultless(&self) -> Option<(usize, usize)> {
        let free = |frame: &Frame, index: usize, entry: &Entry| entry.position >= frame.position && frame.count(index) < entry.most;
        if self.id == LEVEL {
            // A level may belong to several of those that are open: it names the one that it means.
            let parent = unsigned(self.segment.value(2)).filter(|number| *number > 0);
            let named = parent.and_then(|parent| self.outwards(|frame, index, entry| frame.level == parent && free(frame, index, entry)));
            if named.is_some() {
                return named;
            }
        }
        self.outwards(free)
    }

    /// The likeliest place, faults included, without a look at what follows.
    pub(super) fn greedy(&self) -> Target {
        match self.faultless() {
            Some((depth, entry)) => Target::Entry { depth, entry, fault: None },
            None => self.candidates().into_iter().next().unwrap_or(Target::Nowhere { known: false }),
        }
    }

    /// Every place that the segment may have been meant for, the likeliest first. Not empty.
    pub(super) fn candidates(&self) -> Vec<Target> {
        let mut found = Vec::new();
        let out_of_order = Some(&rules::SEGMENT_OUT_OF_ORDER);
        let repeated = self.all(|frame, index, entry| index > 0 && frame.count(index) >= entry.most);
        found.extend(repeated.into_iter().map(|(depth, entry)| Target::Entry { depth, entry, fault: Some(&rules::SEGMENT_REPEATED) }));
        let late = self.all(|frame, index, entry| entry.position < frame.position && frame.count(index) < entry.most && (index > 0 || frame.count(0) == 0));
        for (depth, entry) in late {
            if let Some(one) = self.entry(depth, entry) {
                found.push(Target::Aside { use_ix: one.segment });
                found.push(Target::Entry { depth, entry, fault: out_of_order });
            }
        }
        found.extend(self.state.lacked().filter(|use_ix| self.fits_use(*use_ix)).map(|use_ix| Target::Aside { use_ix }));
        found.extend(self.under(true));
        // To an ended loop it is all the same which of its uses the segment is.
        found.extend(self.in_ended_loops().into_iter().take(1).map(|use_ix| Target::Aside { use_ix }));
        found.extend(self.new_instances());
        found.extend(self.under(false));
        found.extend(self.by_identifier());
        found.push(Target::Nowhere { known: self.route.loops.iter().flat_map(|one| &one.entries).any(|entry| entry.id == self.id) });
        found
    }

    /// The first fitting child, from the innermost loop outwards, that `allowed` accepts.
    #[inline]
    fn outwards(&self, allowed: impl Fn(&Frame, usize, &Entry) -> bool) -> Option<(usize, usize)> {
        let number = self.route.number(self.id);
        if number == 0 {
            return None;
        }
        for (depth, frame) in self.state.frames.iter().enumerate().rev() {
            let found = self
                .route
                .loop_at(frame.loop_ix)
                .and_then(|one| one.first_fitting(number, self.segment, |index, entry| allowed(frame, index, entry), |entry| self.fits(entry)));
            if let Some((entry, _)) = found {
                return Some((depth, entry));
            }
        }
        None
    }

    /// All fitting children that `allowed` accepts, innermost first.
    fn all(&self, allowed: impl Fn(&Frame, usize, &Entry) -> bool) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (depth, frame) in self.state.frames.iter().enumerate().rev() {
            for (index, entry) in self.route.entries(frame.loop_ix).iter().enumerate() {
                if entry.id == self.id && allowed(frame, index, entry) && self.fits(entry) {
                    found.push((depth, index));
                }
            }
        }
        found
    }

    fn fits(&self, entry: &Entry) -> bool {
        self.route.fit(entry, self.id, self.segment) == Fit::Full
    }

    fn fits_use(&self, use_ix: SegmentIx) -> bool {
        self.route.loops.iter().flat_map(|one| &one.entries).any(|entry| entry.segment == use_ix && entry.id == self.id && self.fits(entry))
    }

    /// Further instances of open loops that would hold the segment, their first segment missing.
    fn new_instances(&self) -> Vec<Target> {
        let frames = &self.state.frames;
        let pairs = frames.iter().enumerate().rev().filter_map(|(depth, frame)| Some((depth.checked_sub(1)?, frame)));
        pairs
            .filter_map(|(outside, frame)| {
                let parent = frames.get(outside)?;
                let entries = self.route.entries(parent.loop_ix);
                let again = entries.iter().position(|one| one.child == Child::Loop(frame.loop_ix))?;
                let allowed = entries.get(again).is_some_and(|one| one.position >= parent.position && parent.count(again) < one.most);
                (allowed && self.holds(frame.loop_ix)).then(|| Target::Under { depth: outside, through: vec![again] })
            })
            .collect()
    }

    /// Loops below open ones that hold the segment, one or two levels down: those that are still due, or the others.
    fn under(&self, are_due: bool) -> Vec<Target> {
        let mut found = Vec::new();
        for (depth, frame) in self.state.frames.iter().enumerate().rev() {
            let open = |index: usize, entry: &Entry| entry.position >= frame.position && frame.count(index) < entry.most;
            for (index, entry, inner) in self.child_loops(frame.loop_ix).filter(|(index, entry, _)| open(*index, entry)) {
                let is_due = entry.required && frame.count(index) == 0;
                if is_due != are_due {
                    continue;
                }
                if self.holds(inner) {
                    found.push(Target::Under { depth, through: vec![index] });
                }
                for (second, _, deepest) in self.child_loops(inner) {
                    if self.holds(deepest) {
                        found.push(Target::Under { depth, through: vec![index, second] });
                    }
                }
            }
        }
        found
    }

    fn child_loops(&self, ix: LoopIx) -> impl Iterator<Item = (usize, &Entry, LoopIx)> {
        self.route.entries(ix).iter().enumerate().filter_map(|(index, entry)| match entry.child {
            Child::Loop(inner) => Some((index, entry, inner)),
            Child::Segment(_) => None,
        })
    }

    /// Whether the segment may stand in a loop, or start a loop in it, other than as its first.
    fn holds(&self, ix: LoopIx) -> bool {
        self.route.entries(ix).iter().skip(1).any(|entry| self.fits(entry))
    }

    /// Uses of the segment in loops that stood in an open one and have ended, and in loops inside those.
    fn in_ended_loops(&self) -> Vec<SegmentIx> {
        let mut found = Vec::new();
        let frames = &self.state.frames;
        for (depth, frame) in frames.iter().enumerate().rev() {
            // One of them is open yet.
            let open = |inner: LoopIx| u32::from(frames.get(depth + 1).is_some_and(|next| next.loop_ix == inner));
            let ended: Vec<LoopIx> =
                self.child_loops(frame.loop_ix).filter(|(index, _, inner)| frame.count(*index) > open(*inner)).map(|(.., inner)| inner).collect();
            for inner in ended.into_iter().rev() {
                self.in_ended_loop(inner, &mut found);
            }
        }
        found
    }

    fn in_ended_loop(&self, ix: LoopIx, found: &mut Vec<SegmentIx>) {
        let uses = self.route.entries(ix).iter().skip(1).filter(|entry| matches!(entry.child, Child::Segment(_)) && self.fits(entry));
        found.extend(uses.map(|entry| entry.segment));
        for (.., inner) in self.child_loops(ix) {
            self.in_ended_loop(inner, found);
        }
    }

    /// The uses that a segment whose qualifier fits none may have been meant for: those still due first.
    fn by_identifier(&self) -> Vec<Target> {
        let mut found = Vec::new();
        for (depth, frame) in self.state.frames.iter().enumerate().rev() {
            let candidate = |index: usize, entry: &Entry| {
                entry.id == self.id && entry.position >= frame.position && (index > 0 || frame.count(0) == 0) && frame.count(index) < entry.most
            };
            let all = || self.route.entries(frame.loop_ix).iter().enumerate().filter(|(index, entry)| candidate(*index, entry));
            let due = |index: usize, entry: &Entry| entry.required && frame.count(index) == 0;
            found.extend(all().filter(|(index, entry)| due(*index, entry)).map(|(entry, _)| Target::Entry { depth, entry, fault: None }));
            found.extend(all().filter(|(index, entry)| !due(*index, entry)).map(|(entry, _)| Target::Entry { depth, entry, fault: None }));
        }
        found
    }

    fn entry(&self, depth: usize, entry: usize) -> Option<&Entry> {
        self.route.entries(self.state.frames.get(depth)?.loop_ix).get(entry)
    }
}
