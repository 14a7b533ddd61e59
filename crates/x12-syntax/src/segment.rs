//! Views of one segment: its elements, their repetitions and components, all borrowed from the bytes as sent.
//!
//! Invariant: `raw` is everything from the end of the previous segment to the end of this one's terminator, so the raw bytes of all events of a
//! document, in order, are the document.

use crate::Delimiters;
use crate::position::{Lines, Position};

/// One segment where it stands in its document.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) offset: u64,
    /// Where the segment id begins in `raw`.
    pub(crate) start: usize,
    /// Where the last element ends in `raw`: before padding and terminator.
    pub(crate) end: usize,
    pub(crate) terminated: bool,
    /// Element separators and at last the terminator; `delta` less is the index in `raw`.
    pub(crate) marks: &'a [u32],
    /// Component and repetition separators, likewise.
    pub(crate) parts: &'a [u32],
    pub(crate) delta: u32,
    pub(crate) delimiters: Delimiters,
    pub(crate) ordinal: u64,
    pub(crate) lines: Lines<'a>,
    /// What follows in the document, as far as readers look ahead.
    pub(crate) rest: &'a [u8],
}

impl<'a> Segment<'a> {
    /// The segments that follow, at most `most`, as far as the reader looks ahead ([`LOOKAHEAD_BYTES`](crate::reader::LOOKAHEAD_BYTES)); for telling
    /// what a segment that fits nowhere was meant to be. A [`Decoder`](crate::Decoder) does not look ahead.
    #[must_use]
    pub fn upcoming(&self, most: usize) -> Vec<PeekedSegment> {
        let blank = |byte: &u8| matches!(byte, b'\n' | b'\r' | b' ' | b'\t');
        let mut rest = self.rest;
        let mut found = Vec::new();
        while found.len() < most {
            let Some(end) = memchr::memchr(self.delimiters.segment, rest) else { break };
            let (text, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            rest = after.get(1..).unwrap_or_default();
            let text = text.trim_ascii_start();
            if !text.iter().all(blank) {
                found.push(PeekedSegment::new(text, self.delimiters));
            }
        }
        found
    }

    /// The segment identifier (`NM1`).
    #[must_use]
    #[inline]
    pub fn id(&self) -> &'a [u8] {
        self.element_bytes(0).unwrap_or_default()
    }

    /// The element at a 1-based position (`element(1)` of an NM1 is NM101); `None` beyond the last one sent.
    #[must_use]
    #[inline]
    pub fn element(&self, position: usize) -> Option<Element<'a>> {
        let bytes = if position == 0 { None } else { self.element_bytes(position) }?;
        Some(self.view(position, bytes))
    }

    /// The bytes of the element at a 1-based position, empty where none was sent.
    #[must_use]
    #[inline]
    pub fn value(&self, position: usize) -> &'a [u8] {
        if position == 0 { &[] } else { self.element_bytes(position).unwrap_or_default() }
    }

    /// How many elements were sent, the identifier not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len().saturating_sub(1)
    }

    /// Whether only an identifier was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements in order, beginning with position 1.
    pub fn elements(&self) -> impl Iterator<Item = Element<'a>> + '_ {
        (1..=self.len()).filter_map(|position| self.element(position))
    }

    /// The bytes from the identifier to the end of the last element, without padding and terminator.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.raw.get(self.start..self.end).unwrap_or_default()
    }

    /// Everything as sent: white space before the identifier, the segment, and its terminator.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The white space and line breaks before the identifier.
    #[must_use]
    pub fn leading(&self) -> &'a [u8] {
        self.raw.get(..self.start).unwrap_or_default()
    }

    /// The offset in the document of the first byte of the identifier.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset + self.start as u64
    }

    /// The offset in the document of the first byte of [`raw`](Self::raw).
    #[must_use]
    pub fn raw_offset(&self) -> u64 {
        self.offset
    }

    /// Whether a terminator stood behind it; only the last segment of a document that was cut has none.
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        self.terminated
    }

    /// The 1-based ordinal among the segments of the document; the first ISA is 1.
    #[must_use]
    pub fn ordinal(&self) -> u64 {
        self.ordinal
    }

    /// The delimiters of the interchange it stands in.
    #[must_use]
    pub fn delimiters(&self) -> Delimiters {
        self.delimiters
    }

    /// Line and column of a byte of this segment, given its offset in the document.
    #[must_use]
    pub fn position(&self, offset: u64) -> Position {
        self.lines.position(self.raw, self.offset, offset)
    }

    #[inline]
    fn element_bytes(&self, position: usize) -> Option<&'a [u8]> {
        let end = (*self.marks.get(position)? - self.delta) as usize;
        let start = match position.checked_sub(1) {
            None => self.start,
            Some(previous) => (*self.marks.get(previous)? - self.delta) as usize + 1,
        };
        // Padding before the terminator belongs to no element.
        self.raw.get(start..end.min(self.end).max(start))
    }

    #[inline]
    fn view(&self, position: usize, bytes: &'a [u8]) -> Element<'a> {
        let start = position.checked_sub(1).and_then(|previous| self.marks.get(previous)).map_or(0, |mark| (*mark - self.delta) as usize + 1);
        let parts = if self.parts.is_empty() { &[] } else { self.parts_within(start, bytes.len()) };
        Element { bytes, parts, delta: self.delta + start as u32, offset: self.offset + start as u64, delimiters: self.delimiters }
    }

    fn parts_within(&self, start: usize, length: usize) -> &'a [u32] {
        let first = self.delta as usize + start;
        let from = self.parts.partition_point(|mark| (*mark as usize) < first);
        let to = self.parts.partition_point(|mark| (*mark as usize) < first + length);
        self.parts.get(from..to).unwrap_or_default()
    }
}

/// One element as sent: one value, or several between component and repetition separators.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    bytes: &'a [u8],
    parts: &'a [u32],
    delta: u32,
    offset: u64,
    delimiters: Delimiters,
}

impl<'a> Element<'a> {
    /// All bytes between the element separators.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether it holds neither component nor repetition separators.
    #[must_use]
    pub fn is_simple(&self) -> bool {
        self.parts.is_empty()
    }

    /// The offset in the document of its first byte.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Its repetitions; one where no repetition separator stands in it.
    #[must_use]
    pub fn repetitions(&self) -> Parts<'a> {
        Parts { rest: Some(*self), separator: self.delimiters.repetition }
    }

    /// Its components; one where no component separator stands in it. Call it on one repetition.
    #[must_use]
    pub fn components(&self) -> Parts<'a> {
        Parts { rest: Some(*self), separator: Some(self.delimiters.component) }
    }

    /// The component at a 1-based position of the first repetition; `None` beyond the last one sent.
    #[must_use]
    pub fn component(&self, position: usize) -> Option<Element<'a>> {
        self.repetitions().next()?.components().nth(position.checked_sub(1)?)
    }
}

/// The parts of an element in order: repetitions or components.
#[derive(Debug, Clone)]
pub struct Parts<'a> {
    rest: Option<Element<'a>>,
    separator: Option<u8>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let whole = self.rest.take()?;
        let cut = whole.parts.iter().enumerate().find_map(|(index, mark)| {
            let at = mark.checked_sub(whole.delta)? as usize;
            (whole.bytes.get(at).copied() == self.separator).then_some((index, at))
        });
        let Some((index, at)) = cut else { return Some(whole) };
        let advance = at + 1;
        self.rest = Some(Element {
            bytes: whole.bytes.get(advance..).unwrap_or_default(),
            parts: whole.parts.get(index + 1..).unwrap_or_default(),
            delta: whole.delta + advance as u32,
            offset: whole.offset + advance as u64,
            delimiters: whole.delimiters,
        });
        Some(Element { bytes: whole.bytes.get(..at).unwrap_or_default(), parts: whole.parts.get(..index).unwrap_or_default(), ..whole })
    }
}

/// A segment seen ahead of its turn.
#[derive(Debug, Clone)]
pub struct PeekedSegment {
    raw: Vec<u8>,
    marks: Vec<u32>,
    parts: Vec<u32>,
    delimiters: Delimiters,
}

impl PeekedSegment {
    fn new(text: &[u8], delimiters: Delimiters) -> Self {
        let mut raw = text.to_vec();
        raw.push(delimiters.segment);
        let positions = |wanted: &dyn Fn(u8) -> bool| -> Vec<u32> { (0u32..).zip(&raw).filter(|(_, byte)| wanted(**byte)).map(|(at, _)| at).collect() };
        let marks = positions(&|byte| byte == delimiters.element || byte == delimiters.segment);
        let parts = positions(&|byte| byte == delimiters.component || Some(byte) == delimiters.repetition);
        Self { raw, marks, parts, delimiters }
    }

    /// The segment; its place in the document is not known.
    #[must_use]
    pub fn view(&self) -> Segment<'_> {
        Segment {
            raw: &self.raw,
            offset: 0,
            start: 0,
            end: self.raw.len().saturating_sub(1),
            terminated: true,
            marks: &self.marks,
            parts: &self.parts,
            delta: 0,
            delimiters: self.delimiters,
            ordinal: 0,
            lines: Lines { count: crate::position::LineCount::START, since: &[] },
            rest: &[],
        }
    }
}
