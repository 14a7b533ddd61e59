//! What a reader and the segment at hand share: where it stands in the document and in the buffer, its marks, and the delimiters in force.
//!
//! Kept once for each reader and moved along, so that a [`Segment`](crate::Segment) is two words. A mark is a position that counts from the base of the
//! index; the base may lie before the buffer, whose front is cut off as the reading goes on.

use std::cell::Cell;

use crate::Delimiters;
use crate::index::{Found, Index};
use crate::position::{LineCount, Position};

/// Lines are counted on in steps of at least this size, so that asking for a position costs no more than that.
const LINE_STEP: usize = 2 << 10;

#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) index: Index,
    /// The document offset where the buffer begins.
    origin: u64,
    /// Where what is at hand begins in the buffer.
    pub(crate) at: usize,
    /// How many bytes of the buffer were handed out from there.
    pub(crate) length: usize,
    /// Added to a mark gives its place in the buffer. It wraps where the base lies before the buffer.
    shift: usize,
    /// The mark where the identifier of the segment at hand begins.
    pub(crate) start: u32,
    /// Whether a terminator stands behind the segment at hand.
    pub(crate) terminated: bool,
    /// Whether what was handed out is the segment that the index has at hand, and its bytes were looked at.
    is_scanned: bool,
    /// Whether that, with what stands before it, is printable ASCII alone.
    pub(crate) is_quiet: bool,
    /// Segments handed out so far.
    pub(crate) ordinal: u64,
    /// The delimiters of the last segment handed out.
    pub(crate) delimiters: Delimiters,
    /// Lines up to `counted`; moved along whenever a position is asked for, so that none is counted twice.
    lines: Cell<LineCount>,
    /// How far into the buffer lines are counted.
    counted: Cell<usize>,
}

impl Source {
    /// The beginning of a document.
    pub(crate) fn new(delimiters: Delimiters) -> Self {
        Self {
            index: Index::default(),
            origin: 0,
            at: 0,
            length: 0,
            shift: 0,
            start: 0,
            terminated: false,
            is_scanned: false,
            is_quiet: false,
            ordinal: 0,
            delimiters,
            lines: Cell::new(LineCount::START),
            counted: Cell::new(0),
        }
    }

    /// One segment that stands alone: all of `buffer`, up to a terminator at its end.
    pub(crate) fn of_segment(buffer: &[u8], delimiters: Delimiters) -> Self {
        let mut source = Self::new(delimiters);
        source.restart(0, std::iter::empty());
        if let Some(found) = source.find(buffer) {
            source.index.consume(found);
        }
        source.length = buffer.len();
        source.terminated = true;
        (source.is_scanned, source.is_quiet) = source.index.is_scanned_and_quiet();
        source
    }

    /// The document offset of what is at hand.
    #[inline]
    pub(crate) fn offset(&self) -> u64 {
        self.origin + self.at as u64
    }

    /// Moves past what was handed out.
    #[inline]
    pub(crate) fn advance(&mut self, buffer: &[u8]) {
        let follows = self.counted.get() == self.at;
        self.at += self.length;
        self.length = 0;
        if follows && self.is_scanned {
            // Where it is known what is no printable ASCII, nothing else can be a line feed.
            self.skip_lines(buffer);
        } else if self.at - self.counted.get() > LINE_STEP {
            self.count_lines(buffer);
        }
        (self.is_scanned, self.is_quiet) = (false, false);
    }

    /// The bytes of the segment handed out, with what stands before it, that are no printable ASCII; `None` if that is not known.
    #[inline]
    pub(crate) fn odd(&self) -> Option<&[u32]> {
        if self.is_scanned { self.index.odd() } else { None }
    }

    /// Hands out the segment that the index has at hand: `length` bytes, whose identifier begins at `start` of them.
    #[inline]
    pub(crate) fn hand_out(&mut self, start: usize, length: usize, terminated: bool) {
        self.start = self.mark(start);
        self.length = length;
        self.terminated = terminated;
        (self.is_scanned, self.is_quiet) = self.index.is_scanned_and_quiet();
        self.ordinal += 1;
    }

    /// The next segment by its terminator, indexing on as far as need be.
    pub(crate) fn find(&mut self, buffer: &[u8]) -> Option<Found> {
        loop {
            if let Some(found) = self.index.ready() {
                return Some(found);
            }
            self.index.rebase(self.at.wrapping_sub(self.shift));
            self.shift = self.at;
            if !self.index.extend(self.window(buffer), &self.delimiters) {
                return None;
            }
        }
    }

    /// Lets the index begin anew, `length` bytes behind what is at hand, which has these marks.
    pub(crate) fn restart(&mut self, length: usize, marks: impl Iterator<Item = u32>) {
        self.index.restart(length, marks);
        self.shift = self.at;
    }

    /// Moves the index to a place, `length` bytes behind what is at hand, that is no segment's end.
    pub(crate) fn skip(&mut self, length: usize) {
        if !self.index.skip_to(self.mark(length)) {
            self.restart(length, std::iter::empty());
        }
    }

    /// Counts lines up to what is at hand, for the buffer is about to be cut to it; gives how much is to be cut off.
    pub(crate) fn cut(&mut self, buffer: &[u8]) -> usize {
        self.count_lines(buffer);
        let cut = std::mem::take(&mut self.at);
        self.counted.set(0);
        self.origin += cut as u64;
        self.shift = self.shift.wrapping_sub(cut);
        cut
    }

    /// The bytes from what is at hand to the end of the buffer.
    pub(crate) fn window<'b>(&self, buffer: &'b [u8]) -> &'b [u8] {
        buffer.get(self.at..).unwrap_or_default()
    }

    /// The mark of a place, counted from what is at hand.
    #[inline]
    pub(crate) fn mark(&self, from_here: usize) -> u32 {
        (self.at + from_here).wrapping_sub(self.shift) as u32
    }

    /// How far behind what is at hand a mark lies.
    #[inline]
    pub(crate) fn distance(&self, mark: u32) -> usize {
        self.place(mark).wrapping_sub(self.at)
    }

    /// The place in the buffer of a mark.
    #[inline]
    pub(crate) fn place(&self, mark: u32) -> usize {
        (mark as usize).wrapping_add(self.shift)
    }

    /// The document offset of a mark.
    #[inline]
    pub(crate) fn offset_of(&self, mark: u32) -> u64 {
        self.origin + self.place(mark) as u64
    }

    /// The bytes between two marks.
    #[inline]
    pub(crate) fn between<'b>(&self, buffer: &'b [u8], from: u32, to: u32) -> &'b [u8] {
        buffer.get(self.place(from)..self.place(to)).unwrap_or_default()
    }

    /// The line and column of a document offset, which lies in `buffer` at or behind what is at hand, or just behind its end.
    #[inline]
    pub(crate) fn position(&self, buffer: &[u8], offset: u64) -> Position {
        let mut lines = self.lines.get();
        if self.counted.get() != self.at || !self.is_quiet {
            lines = self.lines_until(buffer, offset);
        }
        Position { line: lines.line, column: offset.saturating_sub(lines.line_start) + 1 }
    }

    /// The lines up to a document offset.
    fn lines_until(&self, buffer: &[u8], offset: u64) -> LineCount {
        let within = usize::try_from(offset.saturating_sub(self.origin)).unwrap_or(usize::MAX);
        if let Some(odd) = self.odd().filter(|_| self.counted.get() == self.at) {
            return self.lines_over(buffer, odd, within);
        }
        self.count_lines(buffer);
        let mut lines = self.lines.get();
        lines.advance(buffer.get(self.counted.get()..within.min(buffer.len())).unwrap_or_default());
        lines
    }

    /// The lines up to a place in the buffer, given all bytes since what is counted that may be line feeds.
    fn lines_over(&self, buffer: &[u8], odd: &[u32], until: usize) -> LineCount {
        let mut lines = self.lines.get();
        for place in odd.iter().map(|mark| self.place(*mark)).take_while(|place| *place < until) {
            if buffer.get(place) == Some(&b'\n') {
                lines.line += 1;
                lines.line_start = self.origin + place as u64 + 1;
            }
        }
        lines
    }

    /// Moves the count of lines to what is at hand, past a segment of which all bytes are known that may be line feeds.
    #[inline]
    fn skip_lines(&mut self, buffer: &[u8]) {
        let mut lines = if self.is_quiet { self.lines.get() } else { self.lines_over(buffer, self.index.odd().unwrap_or_default(), self.at) };
        lines.offset = self.origin + self.at as u64;
        self.lines.set(lines);
        self.counted.set(self.at);
    }

    /// Counts lines up to what is at hand.
    #[inline]
    fn count_lines(&self, buffer: &[u8]) {
        if self.counted.get() < self.at {
            self.count_lines_on(buffer);
        }
    }

    fn count_lines_on(&self, buffer: &[u8]) {
        let mut lines = self.lines.get();
        lines.advance(buffer.get(self.counted.get()..self.at).unwrap_or_default());
        self.lines.set(lines);
        self.counted.set(self.at);
    }
}
