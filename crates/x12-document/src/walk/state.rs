//! The state of a walk: the open loops and what they held so far. It is cheap to clone, so that recovery can try a guess on the segments that
//! follow before it decides.

use x12_findings::Rule;
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;
use x12_syntax::value::unsigned;

use super::hl::Most;
use super::target::{LEVEL, Target};
use super::{Report, Step};
use crate::route::{Entry, Fit, LoopRoute, Route, pack, pack_any_case};
use crate::rules;

/// An open loop.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    pub(super) loop_ix: LoopIx,
    /// The position of the guide that the loop has reached.
    pub(super) position: u16,
    counts: Vec<u32>,
    /// How many required children were not seen.
    owed: usize,
    /// For required children that were passed by: a note of where they were due.
    due: Vec<(usize, u32)>,
    /// Whether the loop was chosen although its first segment's qualifier is wrong.
    pub(super) guessed: bool,
    /// The number that the loop has as a hierarchical level; 0 if it is none.
    pub(super) level: u64,
}

/// A required child that an ended loop did not hold.
#[derive(Debug, Clone)]
pub(super) struct Missing {
    pub(super) child: Child,
    pub(super) use_ix: SegmentIx,
    /// The note of where it was due.
    pub(super) due: u32,
    /// When its loop ended.
    since: u64,
}

/// What a change of the state means to whoever listens.
#[derive(Debug)]
pub(super) enum Change {
    Opened(LoopIx),
    /// A loop was opened although its first segment is missing.
    Implied(LoopIx),
    Closed(LoopIx),
    /// A segment stands where it belongs, perhaps with a fault of structure.
    Located {
        use_ix: SegmentIx,
        fault: Option<&'static Rule>,
        guessed: bool,
    },
    /// A segment belongs nowhere.
    Surplus {
        known: bool,
    },
    /// A segment does not fit a loop that was only guessed: no second defect, but a sign that the guess was wrong.
    Unfit,
    /// A missing child is certain.
    Missing(Missing),
    /// An HL does not carry the numbers of the level that it was taken for.
    LevelMismatch,
}

/// For how many segments a missing one is waited for before it is reported.
const PATIENCE: u64 = 8;

/// Listens to the changes of a state.
pub(super) trait Sink {
    /// Notes that a use was due at the place of the current segment, and gives the note's number.
    fn note(&mut self, use_ix: SegmentIx) -> u32;
    /// Takes a change.
    fn change(&mut self, change: Change);
}

/// The open loops, outermost first. What ended loops took up stays for the next ones.
#[derive(Debug, Default)]
pub(super) struct Frames {
    all: Vec<Frame>,
    open: usize,
}

impl Clone for Frames {
    fn clone(&self) -> Self {
        Self { all: self.to_vec(), open: self.open }
    }
}

impl std::ops::Deref for Frames {
    type Target = [Frame];

    #[inline]
    fn deref(&self) -> &[Frame] {
        self.all.get(..self.open).unwrap_or_default()
    }
}

impl std::ops::DerefMut for Frames {
    #[inline]
    fn deref_mut(&mut self) -> &mut [Frame] {
        self.all.get_mut(..self.open).unwrap_or_default()
    }
}

impl Frames {
    /// A further loop, in the room of one that has ended.
    #[inline]
    fn push(&mut self) -> Option<&mut Frame> {
        if self.open == self.all.len() {
            self.all.push(Frame::default());
        }
        self.open += 1;
        self.all.get_mut(self.open - 1)
    }

    /// Ends the innermost loop.
    #[inline]
    fn pop(&mut self) -> Option<&mut Frame> {
        self.open = self.open.checked_sub(1)?;
        self.all.get_mut(self.open)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) frames: Frames,
    missing: Vec<Missing>,
    /// A use whose segment came before its turn: it counts once its loop has come that far.
    early: Option<SegmentIx>,
    /// Segments seen.
    clock: u64,
    /// Hierarchical levels seen.
    levels: u64,
}

impl Frame {
    #[inline]
    pub(super) fn count(&self, entry: usize) -> u32 {
        self.counts.get(entry).copied().unwrap_or(0)
    }

    /// Counts a child.
    #[inline]
    fn see(&mut self, entry: usize, required: bool) {
        if let Some(count) = self.counts.get_mut(entry) {
            self.owed = self.owed.saturating_sub(usize::from(required & (*count == 0)));
            *count = count.saturating_add(1);
        }
    }

    /// Counts a child, and moves on to its position, passing nothing by.
    #[inline]
    fn move_to(&mut self, entry: usize, required: bool, position: u16) {
        self.see(entry, required);
        self.position = self.position.max(position);
    }

    /// Whether a required child between the position reached and `to` was not seen.
    #[inline]
    fn lacks(&self, one: &LoopRoute, to: u16) -> bool {
        let between = |position: u16| position >= self.position && position < to;
        self.owed > 0 && one.required.iter().any(|(index, position)| between(*position) && self.count(usize::from(*index)) == 0)
    }

    /// The required children between the position reached and `to` that were not seen.
    #[inline]
    fn lacking<'f>(&'f self, route: &'f Route, to: u16) -> impl Iterator<Item = usize> + 'f {
        let between = move |position: u16| position >= self.position && position < to;
        let required = route.required(self.loop_ix).iter().map(|(index, position)| (usize::from(*index), *position));
        required.filter(move |(index, position)| between(*position) && self.count(*index) == 0).map(|(index, _)| index)
    }
}

impl State {
    pub(super) fn push(&mut self, route: &Route, loop_ix: LoopIx, guessed: bool) {
        let (entries, owed) = route.loop_at(loop_ix).map_or((0, 0), |one| (one.entries.len(), one.required.len()));
        let is_level = route.is_level(loop_ix);
        self.levels += u64::from(is_level);
        let level = if is_level { self.levels } else { 0 };
        let Some(frame) = self.frames.push() else { return };
        frame.counts.clear();
        frame.counts.resize(entries, 0);
        frame.due.clear();
        (frame.loop_ix, frame.position, frame.owed, frame.guessed, frame.level) = (loop_ix, 0, owed, guessed, level);
    }

    /// The numbers of the notes that may still be asked for.
    pub(super) fn notes(&mut self) -> impl Iterator<Item = &mut u32> {
        let passed_by = self.frames.iter_mut().flat_map(|frame| frame.due.iter_mut().map(|(_, note)| note));
        passed_by.chain(self.missing.iter_mut().map(|missing| &mut missing.due))
    }

    /// How many required children are known to be missing, noted or passed by.
    pub(super) fn owed(&self) -> usize {
        self.missing.len() + self.frames.iter().map(|frame| frame.due.iter().filter(|(entry, _)| frame.count(*entry) == 0).count()).sum::<usize>()
    }

    /// Whether going to a child passes by something required.
    #[inline]
    pub(super) fn passes_by(&self, route: &Route, depth: usize, entry: usize) -> bool {
        let Some((frame, inner)) = self.frames.get(depth..).and_then(<[Frame]>::split_first) else { return false };
        for ended in inner {
            if !ended.guessed && route.loop_at(ended.loop_ix).is_some_and(|one| ended.lacks(one, u16::MAX)) {
                return true;
            }
        }
        let Some(one) = route.loop_at(frame.loop_ix) else { return false };
        let to = one.entries.get(entry).map_or(0, |to| to.position);
        to > frame.position && frame.lacks(one, to)
    }

    /// Carries out a decision for a segment.
    pub(super) fn apply(&mut self, route: &Route, target: &Target, segment: &Segment<'_>, sink: &mut impl Sink) {
        self.clock += 1;
        self.flush(PATIENCE, sink);
        match target {
            Target::Entry { depth, entry, fault } => {
                let fits = |target: &Entry| route.fit(target, target.id, segment) == Fit::Full;
                let guessed = !self.frames.get(*depth).and_then(|frame| route.entries(frame.loop_ix).get(*entry)).is_none_or(fits);
                self.enter(route, (*depth, *entry), *fault, guessed, segment, sink);
            }
            Target::Under { depth, through } => self.enter_implied(route, *depth, through, segment, sink),
            Target::Aside { use_ix } => self.aside(route, *use_ix, sink),
            Target::Early { use_ix } => {
                self.early = Some(*use_ix);
                sink.change(Change::Located { use_ix: *use_ix, fault: Some(&rules::SEGMENT_OUT_OF_ORDER), guessed: false });
                return;
            }
            Target::Nowhere { known } => {
                // The loop itself may have been guessed from a wrong qualifier: what does not fit it is no second defect.
                let guessed = *known && self.frames.iter().any(|frame| frame.guessed);
                sink.change(if guessed { Change::Unfit } else { Change::Surplus { known: *known } });
                return;
            }
        }
        self.settle_early(route, sink);
    }

    /// Takes the usual segment: it fits an open loop without fault and passes nothing by; a level fits the one that it names, if it names one. False,
    /// and nothing has changed, for any other.
    #[inline]
    pub(super) fn take_usual(&mut self, route: &Route, segment: &Segment<'_>, most: Most, report: &mut Report) -> bool {
        let id = pack(segment.id());
        let number = route.number(id);
        if number == 0 || !self.missing.is_empty() || self.early.is_some() {
            return false;
        }
        let parent = if id == LEVEL { unsigned(segment.value(2)).unwrap_or(0) } else { 0 };
        let mut depth = self.frames.len();
        let (index, entry) = loop {
            depth = depth.wrapping_sub(1);
            let Some(frame) = self.frames.get(depth) else { return false };
            let Some(one) = route.loop_at(frame.loop_ix) else { return false };
            let is_named = parent == 0 || frame.level == parent;
            let free = |index: usize, entry: &Entry| is_named && entry.position >= frame.position && frame.count(index) < entry.most;
            let fits = |entry: &Entry| route.fit(entry, id, segment) == Fit::Full;
            if let Some((index, entry)) = one.first_fitting(number, segment, free, fits) {
                if entry.position > frame.position && frame.lacks(one, entry.position) {
                    return false;
                }
                break (index, *entry);
            }
            // Further out, this loop ends.
            if !frame.due.is_empty() || !frame.guessed && frame.lacks(one, u16::MAX) {
                return false;
            }
        };
        self.clock += 1;
        while self.frames.len() > depth + 1 {
            let Some(ended) = self.frames.pop() else { break };
            report.closed(route, ended.loop_ix);
        }
        self.frames.last_mut().into_iter().for_each(|frame| frame.move_to(index, entry.required, entry.position));
        if let Child::Loop(loop_ix) = entry.child {
            self.push(route, loop_ix, false);
            report.steps.push(Step::Open(loop_ix));
            let (required, first) = route.entries(loop_ix).first().map_or((false, 0), |first| (first.required, first.position));
            self.frames.last_mut().into_iter().for_each(|frame| frame.move_to(0, required, first));
        }
        let (loop_ix, starts_level) = route.use_at(entry.segment);
        report.steps.push(Step::Segment { loop_ix, use_ix: Some(entry.segment), guessed: false });
        if starts_level {
            report.level(route, loop_ix, segment, most);
        }
        true
    }

    /// The uses that ended loops lacked, not reported yet.
    pub(super) fn lacked(&self) -> impl Iterator<Item = SegmentIx> + '_ {
        self.missing.iter().map(|missing| missing.use_ix)
    }

    /// Ends all loops.
    pub(super) fn finish(&mut self, route: &Route, sink: &mut impl Sink) {
        while !self.frames.is_empty() {
            self.close_innermost(route, sink);
        }
        self.clock += 1;
        self.flush(0, sink);
    }

    fn enter(
        &mut self,
        route: &Route,
        (depth, entry): (usize, usize),
        fault: Option<&'static Rule>,
        guessed: bool,
        segment: &Segment<'_>,
        sink: &mut impl Sink,
    ) {
        self.close_to(route, depth, sink);
        let Some(target) = self.frames.get(depth).and_then(|frame| route.entries(frame.loop_ix).get(entry)).copied() else { return };
        let late = fault.is_some_and(|fault| fault.code == rules::SEGMENT_OUT_OF_ORDER.code);
        self.take(route, depth, entry, late, sink);
        if late {
            self.missing.retain(|missing| missing.use_ix != target.segment);
        }
        if let Some(count) = self.frames.get_mut(depth).and_then(|frame| frame.counts.get_mut(entry)).filter(|_| guessed && !target.required) {
            // What is only guessed leaves its place to the one that is meant for it.
            *count = count.saturating_sub(1);
        }
        if let Child::Loop(loop_ix) = target.child {
            self.push(route, loop_ix, guessed);
            sink.change(Change::Opened(loop_ix));
            self.take(route, depth + 1, 0, false, sink);
            if !self.level_agrees(segment) {
                sink.change(Change::LevelMismatch);
            }
        }
        sink.change(Change::Located { use_ix: target.segment, fault, guessed });
    }

    /// Opens loops whose first segment is missing, down to the one that holds the segment.
    fn enter_implied(&mut self, route: &Route, depth: usize, through: &[usize], segment: &Segment<'_>, sink: &mut impl Sink) {
        let held = self.held_below(route, depth);
        self.close_to(route, depth, sink);
        for entry in through {
            let depth = self.frames.len().saturating_sub(1);
            let Some(target) = self.frames.get(depth).and_then(|frame| route.entries(frame.loop_ix).get(*entry)).copied() else { return };
            self.take(route, depth, *entry, false, sink);
            let Child::Loop(loop_ix) = target.child else { return };
            self.push(route, loop_ix, false);
            sink.change(Change::Opened(loop_ix));
            sink.change(Change::Implied(loop_ix));
        }
        let depth = self.frames.len().saturating_sub(1);
        let id = pack_any_case(segment.id());
        let inner =
            self.frames.last().and_then(|frame| route.entries(frame.loop_ix).iter().skip(1).position(|entry| route.fit(entry, id, segment) == Fit::Full));
        if let Some(entry) = inner {
            self.excuse(route, entry + 1, &held);
            self.enter(route, (depth, entry + 1), None, false, segment, sink);
        }
    }

    /// The identifiers of the segments that loops below a depth hold.
    fn held_below(&self, route: &Route, depth: usize) -> Vec<u32> {
        let inner = self.frames.iter().skip(depth + 1);
        inner
            .flat_map(|frame| route.entries(frame.loop_ix).iter().enumerate().filter(|(index, _)| frame.count(*index) > 0).map(|(_, entry)| entry.id))
            .collect()
    }

    /// In a loop whose first segment is missing, what stands before the first that shows it may have been taken for a part of the loop before: that is
    /// no second defect.
    fn excuse(&mut self, route: &Route, shown: usize, held: &[u32]) {
        let Some(frame) = self.frames.last_mut() else { return };
        let entries = route.entries(frame.loop_ix);
        let Some(position) = entries.get(shown).map(|entry| entry.position) else { return };
        for (index, entry) in entries.iter().enumerate().skip(1) {
            let comes_before = entry.position < position && matches!(entry.child, Child::Segment(_));
            if comes_before && entry.required && held.contains(&entry.id) {
                frame.see(index, true);
            }
        }
    }

    /// Whether an HL carries the numbers of the level that it has opened.
    #[inline]
    fn level_agrees(&self, segment: &Segment<'_>) -> bool {
        let Some((innermost, outer)) = self.frames.split_last().filter(|(innermost, _)| innermost.level > 0) else { return true };
        let parent = outer.iter().rev().map(|frame| frame.level).find(|level| *level > 0);
        unsigned(segment.value(1)) == Some(innermost.level) && unsigned(segment.value(2)) == parent
    }

    /// A segment of a loop that has ended, or out of its order: it counts there, and nothing moves.
    fn aside(&mut self, route: &Route, use_ix: SegmentIx, sink: &mut impl Sink) {
        self.count(route, use_ix);
        sink.change(Change::Located { use_ix, fault: Some(&rules::SEGMENT_OUT_OF_ORDER), guessed: false });
    }

    /// Counts a use in the innermost loop that may hold it, or among what ended loops lacked.
    fn count(&mut self, route: &Route, use_ix: SegmentIx) {
        let lacked = self.missing.len();
        self.missing.retain(|missing| missing.use_ix != use_ix);
        if self.missing.len() < lacked {
            return;
        }
        for frame in self.frames.iter_mut().rev() {
            if let Some((index, entry)) = route.entries(frame.loop_ix).iter().enumerate().find(|(_, entry)| entry.segment == use_ix) {
                return frame.see(index, entry.required);
            }
        }
    }

    /// Counts a segment that came too early in the loop that it belongs to, once that is open; one that starts a loop opens it.
    fn settle_early(&mut self, route: &Route, sink: &mut impl Sink) {
        let Some(use_ix) = self.early.take() else { return };
        let place = self.frames.iter().enumerate().rev().find_map(|(depth, frame)| {
            let entry = route.entries(frame.loop_ix).iter().position(|entry| entry.segment == use_ix && matches!(entry.child, Child::Loop(_)))?;
            Some((depth, entry))
        });
        let Some((depth, entry)) = place else { return self.count(route, use_ix) };
        self.close_to(route, depth, sink);
        self.take(route, depth, entry, false, sink);
        let child = self.frames.get(depth).and_then(|frame| route.entries(frame.loop_ix).get(entry)).map(|entry| entry.child);
        if let Some(Child::Loop(loop_ix)) = child {
            self.push(route, loop_ix, false);
            sink.change(Change::Opened(loop_ix));
            self.take(route, depth + 1, 0, false, sink);
        }
    }

    /// Counts a child and moves to its position; a late one moves back, for what stands behind it may have come late with it.
    fn take(&mut self, route: &Route, depth: usize, entry: usize, late: bool, sink: &mut impl Sink) {
        let Some(frame) = self.frames.get_mut(depth) else { return };
        let entries = route.entries(frame.loop_ix);
        frame.see(entry, entries.get(entry).is_some_and(|entry| entry.required));
        let Some(to) = entries.get(entry).map(|entry| entry.position).filter(|to| late || *to > frame.position) else { return };
        let passed: Vec<usize> = if frame.lacking(route, to).next().is_none() { Vec::new() } else { frame.lacking(route, to).collect() };
        for index in passed {
            if frame.due.iter().all(|(noted, _)| *noted != index) {
                let Some(lacking) = entries.get(index) else { continue };
                frame.due.push((index, sink.note(lacking.segment)));
            }
        }
        frame.position = to;
    }

    pub(super) fn close_to(&mut self, route: &Route, depth: usize, sink: &mut impl Sink) {
        while self.frames.len() > depth + 1 {
            self.close_innermost(route, sink);
        }
    }

    /// Ends the innermost loop and notes what it lacks.
    fn close_innermost(&mut self, route: &Route, sink: &mut impl Sink) {
        let Some(frame) = self.frames.pop() else { return };
        let entries = route.entries(frame.loop_ix);
        for index in route.required(frame.loop_ix).iter().map(|(index, _)| usize::from(*index)) {
            let Some(entry) = entries.get(index) else { continue };
            if frame.count(index) == 0 && !frame.guessed {
                let due = frame.due.iter().find(|(passed, _)| *passed == index).map_or_else(|| sink.note(entry.segment), |(_, due)| *due);
                self.missing.push(Missing { child: entry.child, use_ix: entry.segment, due, since: self.clock });
            }
        }
        sink.change(Change::Closed(frame.loop_ix));
    }

    /// Tells what has been missing for longer than `patience` segments.
    fn flush(&mut self, patience: u64, sink: &mut impl Sink) {
        let clock = self.clock;
        let is_certain = |missing: &Missing| clock.saturating_sub(missing.since) > patience;
        if !self.missing.iter().any(is_certain) {
            return;
        }
        let (certain, kept) = std::mem::take(&mut self.missing).into_iter().partition(is_certain);
        self.missing = kept;
        for missing in certain {
            sink.change(Change::Missing(missing));
        }
    }
}
