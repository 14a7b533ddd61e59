//! An open loop: how often each of its children was seen, and how far it has come.

use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;

use super::hl::Level;
use crate::place::Place;
use crate::route::Entry;

#[derive(Debug)]
pub(super) struct Frame {
    pub(super) loop_ix: LoopIx,
    /// The position of the guide that the loop has reached.
    pub(super) position: u16,
    counts: Vec<u32>,
    /// For required children that were passed by: where they were due.
    due: Vec<(usize, Place)>,
    /// Whether the loop was chosen although its first segment's qualifier is wrong.
    pub(super) guessed: bool,
    /// The hierarchical level, if the loop is one.
    pub(super) level: Option<Level>,
}

impl Default for Frame {
    fn default() -> Self {
        Self { loop_ix: LoopIx::ROOT, position: 0, counts: Vec::new(), due: Vec::new(), guessed: false, level: None }
    }
}

impl Frame {
    pub(super) fn reset(&mut self, loop_ix: LoopIx, entries: usize) {
        self.loop_ix = loop_ix;
        self.position = 0;
        self.counts.clear();
        self.counts.resize(entries, 0);
        self.due.clear();
        self.guessed = false;
        self.level = None;
    }

    pub(super) fn count(&self, entry: usize) -> u32 {
        self.counts.get(entry).copied().unwrap_or(0)
    }

    /// Counts a child and moves to its position; a late one moves nothing.
    pub(super) fn take(&mut self, entries: &[Entry], entry: usize, segment: &Segment<'_>, late: bool) {
        if let Some(count) = self.counts.get_mut(entry) {
            *count = count.saturating_add(1);
        }
        let Some(to) = entries.get(entry).map(|entry| entry.position) else { return };
        if late || to <= self.position {
            return;
        }
        for (index, passed) in entries.iter().enumerate() {
            let between = passed.position >= self.position && passed.position < to;
            if between && passed.required && self.count(index) == 0 && !self.due.iter().any(|(one, _)| *one == index) {
                self.due.push((index, Place::of(segment)));
            }
        }
        self.position = to;
    }

    pub(super) fn due(&self, entry: usize) -> Option<Place> {
        self.due.iter().find(|(index, _)| *index == entry).map(|(_, place)| place.clone())
    }
}

/// A required child that an ended loop did not hold.
#[derive(Debug)]
pub(super) struct Missing {
    /// How many loops were open around the ended one.
    pub(super) depth: usize,
    pub(super) child: Child,
    pub(super) use_ix: SegmentIx,
    pub(super) place: Place,
}
