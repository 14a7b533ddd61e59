//! The index: the positions of the delimiters in a stretch of the document, filled by the hot scan ahead of the reading.
//!
//! Positions are 32-bit and count from a base that moves along, so a document may be of any size.

use crate::Delimiters;
use crate::limits::{INDEX_BYTES, Limits};
use crate::scan::{BLOCK, Needles};

#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// How far from the base the document is indexed.
    reach: usize,
    /// Element separators and segment terminators.
    marks: Vec<u32>,
    /// Component and repetition separators.
    parts: Vec<u32>,
    /// Bytes that are no printable ASCII.
    odd: Vec<u32>,
    /// For each segment terminator: the ends of its `marks` and `parts`.
    ends: Vec<(u32, u32)>,
    /// Where the marks of each kind of the segment at hand begin; they end where the next ones begin.
    first_mark: usize,
    first_part: usize,
    first_odd: usize,
    next_mark: usize,
    next_part: usize,
    next_odd: usize,
    next_end: usize,
    /// Whether the bytes of the segment at hand were looked at: not where its marks came from elsewhere.
    scanned: bool,
    /// How many bytes to index in one go; grows with the interchange, so that many small ones do not cost a large stretch each.
    stride: usize,
}

/// The next segment, as the index knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// The end of its identifier.
    pub(crate) id_end: u32,
    pub(crate) terminator: u32,
    mark_count: usize,
    part_count: usize,
}

impl Found {
    /// Whether the segment has no more separators than the limits allow, however they are spread over its elements.
    pub(crate) fn is_within(&self, limits: &Limits) -> bool {
        self.has_elements_within(limits) && self.part_count < limits.components
    }

    /// Whether the segment has no more elements than the limits allow.
    pub(crate) fn has_elements_within(&self, limits: &Limits) -> bool {
        self.mark_count <= limits.elements.saturating_add(1)
    }
}

impl Index {
    /// Forgets everything and begins anew behind a segment whose marks are known, of which `length` bytes lie behind the base.
    pub(crate) fn restart(&mut self, length: usize, marks: impl Iterator<Item = u32>) {
        self.marks.clear();
        self.parts.clear();
        self.odd.clear();
        self.ends.clear();
        self.marks.extend(marks);
        (self.first_mark, self.next_mark) = (0, self.marks.len());
        (self.first_part, self.next_part, self.first_odd, self.next_odd, self.next_end) = (0, 0, 0, 0, 0);
        self.scanned = false;
        self.reach = length;
        self.stride = 8 * BLOCK;
    }

    /// The element separators and the terminator of the segment at hand.
    #[inline]
    pub(crate) fn marks(&self) -> &[u32] {
        self.marks.get(self.first_mark..self.next_mark).unwrap_or_default()
    }

    /// The component and repetition separators of the segment at hand.
    #[inline]
    pub(crate) fn parts(&self) -> &[u32] {
        self.parts.get(self.first_part..self.next_part).unwrap_or_default()
    }

    /// The bytes of what was handed out with the segment at hand that are no printable ASCII; `None` if they were not looked for.
    #[inline]
    pub(crate) fn odd(&self) -> Option<&[u32]> {
        if self.scanned { self.odd.get(self.first_odd..self.next_odd) } else { None }
    }

    /// Whether the bytes handed out with the segment at hand were looked at, and whether all of them are printable ASCII.
    #[inline]
    pub(crate) fn is_scanned_and_quiet(&self) -> (bool, bool) {
        (self.scanned, self.scanned & (self.first_odd == self.next_odd))
    }

    /// The next segment, if it is indexed already.
    #[inline]
    pub(crate) fn ready(&self) -> Option<Found> {
        let (mark_end, part_end) = *self.ends.get(self.next_end)?;
        let marks = self.marks.get(self.next_mark..mark_end as usize)?;
        let part_count = (part_end as usize).wrapping_sub(self.next_part);
        Some(Found { id_end: *marks.first()?, terminator: *marks.last()?, mark_count: marks.len(), part_count })
    }

    /// Makes a segment that [`ready`](Self::ready) gave the one at hand.
    #[inline]
    pub(crate) fn consume(&mut self, found: Found) {
        self.first_mark = self.next_mark;
        self.first_part = self.next_part;
        self.first_odd = self.next_odd;
        self.next_mark += found.mark_count;
        self.next_part += found.part_count;
        while self.odd.get(self.next_odd).is_some_and(|mark| *mark <= found.terminator) {
            self.next_odd += 1;
        }
        self.next_end += 1;
        self.scanned = true;
    }

    /// Makes what is left the segment at hand, for a document that ends inside it, at `end`.
    pub(crate) fn consume_rest(&mut self, end: u32) {
        self.marks.push(end);
        self.first_mark = self.next_mark;
        self.first_part = self.next_part;
        self.first_odd = self.next_odd;
        self.next_mark = self.marks.len();
        self.next_part = self.parts.len();
        self.next_odd = self.odd.len();
        self.scanned = true;
        self.reach = end as usize;
    }

    /// Lets the segment at hand end at `end`: what stands behind is padding.
    pub(crate) fn trim(&mut self, end: u32) {
        let marks = self.marks.get_mut(self.first_mark..self.next_mark).unwrap_or_default();
        marks.iter_mut().for_each(|mark| *mark = end.min(*mark));
    }

    /// Moves to a place that is no segment's end; false if it lies beyond what is indexed.
    pub(crate) fn skip_to(&mut self, until: u32) -> bool {
        self.next_mark = self.marks.partition_point(|mark| *mark < until);
        self.next_part = self.parts.partition_point(|mark| *mark < until);
        self.next_odd = self.odd.partition_point(|mark| *mark < until);
        self.scanned = false;
        let next_mark = self.next_mark as u32;
        self.next_end = self.ends.partition_point(|(mark_end, _)| *mark_end <= next_mark);
        (until as usize) < self.reach
    }

    /// Drops what was consumed and lets positions count from `moved` behind the former base.
    pub(crate) fn rebase(&mut self, moved: usize) {
        if moved > self.reach {
            // Blanks were handed out that the index never saw.
            let stride = self.stride;
            self.restart(0, std::iter::empty());
            self.stride = stride;
            return;
        }
        self.reach -= moved;
        self.ends.clear();
        for (list, next) in [(&mut self.marks, self.next_mark), (&mut self.parts, self.next_part), (&mut self.odd, self.next_odd)] {
            list.drain(..next);
            list.iter_mut().for_each(|mark| *mark -= moved as u32);
        }
        (self.first_mark, self.next_mark, self.first_part, self.next_part) = (0, 0, 0, 0);
        (self.first_odd, self.next_odd, self.next_end) = (0, 0, 0);
    }

    /// Indexes a further stretch of `window`, which begins at the base; false if it has nothing more.
    pub(crate) fn extend(&mut self, window: &[u8], delimiters: &Delimiters) -> bool {
        let Some(fresh) = window.get(self.reach..).filter(|fresh| !fresh.is_empty()) else {
            return false;
        };
        let fresh = fresh.get(..self.stride).unwrap_or(fresh);
        self.stride = (self.stride * 2).min(INDEX_BYTES);
        let needles = Needles::new(delimiters);
        let (blocks, rest) = fresh.as_chunks::<BLOCK>();
        for block in blocks {
            self.push(block, u64::MAX, &needles);
        }
        if !rest.is_empty() {
            let mut block = [0u8; BLOCK];
            for (to, from) in block.iter_mut().zip(rest) {
                *to = *from;
            }
            self.push(&block, (1u64 << rest.len()) - 1, &needles);
            self.reach -= BLOCK - rest.len();
        }
        true
    }

    #[inline(always)]
    fn push(&mut self, block: &[u8; BLOCK], valid: u64, needles: &Needles) {
        let found = needles.find(block);
        let base = self.reach as u32;
        let (elements, parts, odd) = (found.elements & valid, found.parts & valid & !found.elements, found.odd & valid);
        let mut segments = found.segments & valid;
        let (before_marks, before_parts) = (self.marks.len() as u32, self.parts.len() as u32);
        while segments != 0 {
            let below = segments ^ (segments - 1);
            // Counting bits costs a dozen steps, and many blocks have no parts.
            let parts_below = if parts == 0 { 0 } else { (parts & below).count_ones() };
            self.ends.push((before_marks + (elements & below).count_ones(), before_parts + parts_below));
            segments &= segments - 1;
        }
        spread(elements, base, &mut self.marks);
        if parts != 0 {
            spread(parts, base, &mut self.parts);
        }
        if odd != 0 {
            spread(odd, base, &mut self.odd);
        }
        self.reach += BLOCK;
    }
}

/// Appends the positions of the bits that are set.
#[inline]
fn spread(mut bits: u64, base: u32, list: &mut Vec<u32>) {
    // Counted beforehand, so that the list makes room once and not for each.
    list.extend((0..bits.count_ones()).map(|_| {
        let at = base + bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        at
    }));
}
