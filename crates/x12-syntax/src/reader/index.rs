//! The index: the positions of the delimiters in a stretch of the document, filled by the hot scan ahead of the reading.
//!
//! Positions are 32-bit and relative to `base`, a document offset that moves along, so a document may be of any size.

use crate::Delimiters;
use crate::limits::{INDEX_BYTES, Limits};
use crate::scan::{BLOCK, masks};

#[derive(Debug, Default)]
pub(super) struct Index {
    /// The document offset that positions count from.
    base: u64,
    /// How far from `base` the document is indexed.
    reach: usize,
    /// Element separators and segment terminators.
    marks: Vec<u32>,
    /// Component and repetition separators.
    parts: Vec<u32>,
    /// For each segment terminator: the ends of its `marks` and `parts`.
    ends: Vec<(u32, u32)>,
    next_mark: usize,
    next_part: usize,
    next_end: usize,
    /// How many bytes to index in one go; grows with the interchange, so that many small ones do not cost a large stretch each.
    stride: usize,
}

/// The marks and parts of one segment, as ranges of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) marks: (usize, usize),
    pub(super) parts: (usize, usize),
    /// The position of the terminator from `base`.
    pub(super) terminator: u32,
}

impl Found {
    /// Whether the segment has so few separators that it reaches no limit on them.
    #[inline]
    pub(super) fn is_within(&self, limits: &Limits) -> bool {
        self.marks.1 - self.marks.0 <= limits.elements && self.parts.1 - self.parts.0 < limits.components
    }
}

impl Index {
    /// Forgets everything and begins anew at `offset`.
    pub(super) fn restart(&mut self, offset: u64) {
        self.base = offset;
        self.reach = 0;
        self.clear();
        self.stride = 8 * BLOCK;
    }

    fn clear(&mut self) {
        self.marks.clear();
        self.parts.clear();
        self.ends.clear();
        self.next_mark = 0;
        self.next_part = 0;
        self.next_end = 0;
    }

    /// The distance from `base` to a document offset.
    #[inline]
    pub(super) fn delta(&self, offset: u64) -> u32 {
        (offset - self.base) as u32
    }

    #[inline]
    pub(super) fn marks(&self, range: (usize, usize)) -> &[u32] {
        self.marks.get(range.0..range.1).unwrap_or_default()
    }

    #[inline]
    pub(super) fn parts(&self, range: (usize, usize)) -> &[u32] {
        self.parts.get(range.0..range.1).unwrap_or_default()
    }

    /// The next segment's marks; `window` begins at the document offset `at`, which is where the segment begins.
    pub(super) fn next(&mut self, window: &[u8], at: u64, delimiters: &Delimiters) -> Option<Found> {
        while self.next_end >= self.ends.len() {
            if !self.extend(window, at, delimiters) {
                return None;
            }
        }
        self.ready()
    }

    /// The next segment's marks, if they are indexed already.
    #[inline]
    pub(super) fn ready(&self) -> Option<Found> {
        let (mark_end, part_end) = *self.ends.get(self.next_end)?;
        let terminator = *self.marks.get((mark_end as usize).checked_sub(1)?)?;
        Some(Found { marks: (self.next_mark, mark_end as usize), parts: (self.next_part, part_end as usize), terminator })
    }

    /// The first mark of a segment: where its identifier ends.
    #[inline]
    pub(super) fn first_mark(&self, found: Found) -> Option<u32> {
        self.marks.get(found.marks.0).copied()
    }

    /// Moves past a segment that [`next`](Self::next) gave.
    #[inline]
    pub(super) fn consume(&mut self, found: Found) {
        self.next_mark = found.marks.1;
        self.next_part = found.parts.1;
        self.next_end += 1;
    }

    /// Moves to a document offset that is no segment's end, as binary data asks for.
    pub(super) fn skip_to(&mut self, offset: u64) {
        let until = self.delta(offset);
        if until as usize >= self.reach {
            self.restart(offset);
            return;
        }
        self.next_mark = self.marks.partition_point(|mark| *mark < until);
        self.next_part = self.parts.partition_point(|mark| *mark < until);
        let next_mark = self.next_mark as u32;
        self.next_end = self.ends.partition_point(|(mark_end, _)| *mark_end <= next_mark);
    }

    /// What of the current segment is indexed although its terminator is not in sight, for a document that ends there.
    pub(super) fn rest(&self) -> Found {
        Found { marks: (self.next_mark, self.marks.len()), parts: (self.next_part, self.parts.len()), terminator: 0 }
    }

    /// Indexes a further stretch; false if the window has nothing more.
    fn extend(&mut self, window: &[u8], at: u64, delimiters: &Delimiters) -> bool {
        self.rebase(at);
        let Some(fresh) = window.get(self.reach..).filter(|fresh| !fresh.is_empty()) else {
            return false;
        };
        let fresh = fresh.get(..self.stride).unwrap_or(fresh);
        self.stride = (self.stride * 2).min(INDEX_BYTES);
        let (blocks, rest) = fresh.as_chunks::<BLOCK>();
        for block in blocks {
            self.push(block, u64::MAX, delimiters);
        }
        if !rest.is_empty() {
            let mut block = [0u8; BLOCK];
            for (to, from) in block.iter_mut().zip(rest) {
                *to = *from;
            }
            self.push(&block, (1u64 << rest.len()) - 1, delimiters);
            self.reach -= BLOCK - rest.len();
        }
        true
    }

    /// Drops what was consumed and lets positions count from `at`.
    fn rebase(&mut self, at: u64) {
        let moved = self.delta(at);
        if moved as usize > self.reach {
            // Blanks were handed out that the index never saw.
            let stride = self.stride;
            self.restart(at);
            self.stride = stride;
            return;
        }
        self.reach -= moved as usize;
        self.base = at;
        self.ends.clear();
        self.next_end = 0;
        for (list, next) in [(&mut self.marks, &mut self.next_mark), (&mut self.parts, &mut self.next_part)] {
            list.drain(..*next);
            *next = 0;
            list.iter_mut().for_each(|mark| *mark -= moved);
        }
    }

    #[inline]
    fn push(&mut self, block: &[u8; BLOCK], valid: u64, delimiters: &Delimiters) {
        let found = masks(block, delimiters);
        let base = self.reach as u32;
        let (mut elements, mut parts) = (found.elements & valid, found.parts & valid & !found.elements);
        let mut segments = found.segments & valid;
        let (before_marks, before_parts) = (self.marks.len() as u32, self.parts.len() as u32);
        while segments != 0 {
            let below = segments ^ (segments - 1);
            self.ends.push((before_marks + (elements & below).count_ones(), before_parts + (parts & below).count_ones()));
            segments &= segments - 1;
        }
        while elements != 0 {
            self.marks.push(base + elements.trailing_zeros());
            elements &= elements - 1;
        }
        while parts != 0 {
            self.parts.push(base + parts.trailing_zeros());
            parts &= parts - 1;
        }
        self.reach += BLOCK;
    }
}
