//! What a reader and the segment at hand share: where it stands in the document and in the buffer, and the delimiters in force.
//!
//! Kept once for each reader and moved along, so that a [`Segment`](crate::Segment) is made of a few words. Invariant: `offset` and `at` are the same
//! byte, counted from the beginning of the document and from that of the buffer.

use crate::Delimiters;
use crate::position::{LineCount, Position};

/// Lines are counted on in steps of at least this size, so that asking for a position costs no more than that.
const LINE_STEP: usize = 2 << 10;

#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The document offset of what is at hand.
    pub(crate) offset: u64,
    /// Where it begins in the buffer.
    pub(crate) at: usize,
    /// How many bytes of the buffer were handed out from there.
    pub(crate) length: usize,
    /// Added to a mark gives its place in the buffer. It wraps where marks count from before the buffer.
    pub(crate) shift: usize,
    /// Segments handed out so far.
    pub(crate) ordinal: u64,
    /// The delimiters of the last segment handed out.
    pub(crate) delimiters: Delimiters,
    lines: LineCount,
    /// How far into the buffer lines are counted.
    counted: usize,
}

impl Source {
    /// The beginning of a document.
    pub(crate) fn new(delimiters: Delimiters) -> Self {
        Self { offset: 0, at: 0, length: 0, shift: 0, ordinal: 0, delimiters, lines: LineCount::START, counted: 0 }
    }

    /// Moves past what was handed out.
    #[inline]
    pub(crate) fn advance(&mut self, buffer: &[u8]) {
        self.offset += self.length as u64;
        self.at += self.length;
        self.length = 0;
        if self.at - self.counted > LINE_STEP {
            self.count_lines(buffer);
        }
    }

    /// Hands out a segment of `length` bytes, which begins `delta` behind where its marks count from.
    #[inline]
    pub(crate) fn hand_out_segment(&mut self, length: usize, delta: u32) {
        self.ordinal += 1;
        self.length = length;
        self.shift = self.at.wrapping_sub(delta as usize);
    }

    /// Counts lines up to what is at hand.
    pub(crate) fn count_lines(&mut self, buffer: &[u8]) {
        self.lines.advance(buffer.get(self.counted..self.at).unwrap_or_default());
        self.counted = self.at;
    }

    /// Says that the buffer was cut to what is at hand, after lines were counted; gives how much was cut off.
    pub(crate) fn cut(&mut self) -> usize {
        let cut = std::mem::take(&mut self.at);
        self.counted = 0;
        self.shift = self.shift.wrapping_sub(cut);
        cut
    }

    /// The bytes from what is at hand to the end of the buffer.
    #[inline]
    pub(crate) fn window<'b>(&self, buffer: &'b [u8]) -> &'b [u8] {
        buffer.get(self.at..).unwrap_or_default()
    }

    /// The place in the buffer of a mark.
    #[inline]
    pub(crate) fn place(&self, mark: u32) -> usize {
        (mark as usize).wrapping_add(self.shift)
    }

    /// The mark of a place, counted from what is at hand.
    #[inline]
    pub(crate) fn mark(&self, from_here: usize) -> u32 {
        (self.at + from_here).wrapping_sub(self.shift) as u32
    }

    /// The document offset of a mark.
    #[inline]
    pub(crate) fn offset_of(&self, mark: u32) -> u64 {
        self.offset + self.place(mark).wrapping_sub(self.at) as u64
    }

    /// The bytes between two marks.
    #[inline]
    pub(crate) fn between<'b>(&self, buffer: &'b [u8], from: u32, to: u32) -> &'b [u8] {
        buffer.get(self.place(from)..self.place(to)).unwrap_or_default()
    }

    /// The line and column of a document offset, which lies in `buffer` at or behind what is at hand, or just behind its end.
    pub(crate) fn position(&self, buffer: &[u8], offset: u64) -> Position {
        let within = usize::try_from(offset.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        let until = self.at.saturating_add(within).min(buffer.len());
        let mut lines = self.lines;
        lines.advance(buffer.get(self.counted..until).unwrap_or_default());
        Position { line: lines.line, column: offset.saturating_sub(lines.line_start) + 1 }
    }
}
