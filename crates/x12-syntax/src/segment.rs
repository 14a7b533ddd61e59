//! Views of one segment: its elements, their repetitions and components, all borrowed from the bytes as sent.
//!
//! Invariant: `raw` is everything from the end of the previous segment to the end of this one's terminator, so the raw bytes of all events of a
//! document, in order, are the document.

use crate::Delimiters;
use crate::position::Position;
use crate::reader::LOOKAHEAD_BYTES;
use crate::source::Source;

/// One segment where it stands in its document.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    /// Where it stands.
    source: &'a Source,
    /// The buffer of the reader.
    buffer: &'a [u8],
    /// From the identifier to the last element.
    text: &'a [u8],
    /// Element separators and at last the end of the last element.
    marks: &'a [u32],
    /// Component and repetition separators.
    parts: &'a [u32],
    /// The mark of the first byte of `text`.
    start: u32,
}

impl<'a> Segment<'a> {
    /// The segment that a source has at hand.
    #[inline]
    pub(crate) fn new(source: &'a Source, buffer: &'a [u8]) -> Self {
        let (marks, parts, start) = (source.index.marks(), source.index.parts(), source.start);
        let text = marks.last().map_or(&[][..], |end| source.between(buffer, start, *end));
        Self { source, buffer, text, marks, parts, start }
    }

    /// The segments that follow, at most `most`, as far as the reader looks ahead ([`LOOKAHEAD_BYTES`](crate::reader::LOOKAHEAD_BYTES)); for telling
    /// what a segment that fits nowhere was meant to be. A [`Decoder`](crate::Decoder) does not look ahead.
    #[must_use]
    pub fn upcoming(&self, most: usize) -> Vec<PeekedSegment> {
        let blank = |byte: &u8| matches!(byte, b'\n' | b'\r' | b' ' | b'\t');
        let delimiters = self.delimiters();
        let rest = self.buffer.get(self.source.at + self.source.length..).unwrap_or_default();
        let mut rest = rest.get(..LOOKAHEAD_BYTES).unwrap_or(rest);
        let mut found = Vec::new();
        while found.len() < most {
            let Some(end) = memchr::memchr(delimiters.segment, rest) else { break };
            let (text, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            rest = after.get(1..).unwrap_or_default();
            let text = text.trim_ascii_start();
            if !text.iter().all(blank) {
                found.push(PeekedSegment::new(text, delimiters));
            }
        }
        found
    }

    /// The segment identifier (`NM1`).
    #[must_use]
    #[inline]
    pub fn id(&self) -> &'a [u8] {
        self.marks.first().map_or(&[], |end| self.between(self.start, *end))
    }

    /// The element at a 1-based position (`element(1)` of an NM1 is NM101); `None` beyond the last one sent.
    #[must_use]
    #[inline]
    pub fn element(&self, position: usize) -> Option<Element<'a>> {
        let (first, stop) = self.bounds(position)?;
        let parts = if self.parts.is_empty() { self.parts } else { within(self.parts, first, stop) };
        Some(Element { source: self.source, bytes: self.between(first, stop), parts, first })
    }

    /// The bytes of the element at a 1-based position, empty where none was sent.
    #[must_use]
    #[inline]
    pub fn value(&self, position: usize) -> &'a [u8] {
        match self.marks.get(position.wrapping_sub(1)..) {
            Some([before, stop, ..]) => self.between(before + 1, *stop),
            _ => &[],
        }
    }

    /// How many elements were sent, the identifier not counted.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.marks.len().saturating_sub(1)
    }

    /// Whether only an identifier was sent.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements in order, beginning with position 1.
    #[inline]
    pub fn elements(&self) -> Elements<'a> {
        let (marks, mut parts) = (self.marks, self.parts);
        let id_end = marks.first().copied().unwrap_or_default();
        if !parts.is_empty() {
            // What separates within the identifier belongs to no element.
            split_before(&mut parts, id_end);
        }
        let rest = self.text.get(id_end.wrapping_sub(self.start) as usize..).unwrap_or_default();
        Elements { source: self.source, rest, marks, parts }
    }

    /// The bytes from the identifier to the end of the last element, without padding and terminator.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// Whether [`text`](Self::text) is printable ASCII alone, as far as the reader saw: where it did not look, the answer is no.
    #[must_use]
    #[inline]
    pub fn is_printable(&self) -> bool {
        self.source.is_quiet || self.is_text_printable()
    }

    fn is_text_printable(&self) -> bool {
        let (Some(odd), Some(end)) = (self.source.odd(), self.marks.last()) else { return false };
        odd.iter().all(|mark| *mark < self.start || mark >= end)
    }

    /// Whether none of its elements has components or repeats.
    #[must_use]
    #[inline]
    pub fn is_flat(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether the element at a 1-based position has neither components nor repetitions.
    #[must_use]
    #[inline]
    pub fn is_simple(&self, position: usize) -> bool {
        let Some((first, stop)) = self.bounds(position) else { return true };
        self.parts.iter().all(|mark| *mark < first || *mark >= stop)
    }

    /// How many bytes [`raw`](Self::raw) has.
    #[must_use]
    #[inline]
    pub fn raw_len(&self) -> usize {
        self.source.length
    }

    /// The bytes of the elements in order, beginning with position 1.
    #[inline]
    pub fn values(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let (text, start) = (self.text, self.start);
        let mut from = self.marks.first().map_or(0, |end| end.wrapping_sub(start) as usize + 1);
        self.marks.iter().skip(1).map(move |end| {
            let to = end.wrapping_sub(start) as usize;
            text.get(std::mem::replace(&mut from, to + 1)..to).unwrap_or_default()
        })
    }

    /// Where [`text`](Self::text) begins, and where the identifier and each element end, all counted from some byte before.
    #[must_use]
    #[inline]
    pub fn ends(&self) -> (u32, &'a [u32]) {
        (self.start, self.marks)
    }

    /// Everything as sent: white space before the identifier, the segment, and its terminator.
    #[must_use]
    #[inline]
    pub fn raw(&self) -> &'a [u8] {
        self.buffer.get(self.source.at..self.source.at + self.source.length).unwrap_or_default()
    }

    /// The white space and line breaks before the identifier.
    #[must_use]
    pub fn leading(&self) -> &'a [u8] {
        self.buffer.get(self.source.at..self.source.place(self.start)).unwrap_or_default()
    }

    /// The offset in the document of the first byte of the identifier.
    #[must_use]
    #[inline]
    pub fn offset(&self) -> u64 {
        self.source.offset_of(self.start)
    }

    /// The offset in the document of the first byte of [`raw`](Self::raw).
    #[must_use]
    #[inline]
    pub fn raw_offset(&self) -> u64 {
        self.source.offset()
    }

    /// Whether a terminator stood behind it; only the last segment of a document that was cut has none.
    #[must_use]
    #[inline]
    pub fn is_terminated(&self) -> bool {
        self.source.terminated
    }

    /// The 1-based ordinal among the segments of the document; the first ISA is 1.
    #[must_use]
    #[inline]
    pub fn ordinal(&self) -> u64 {
        self.source.ordinal
    }

    /// The delimiters of the interchange it stands in.
    #[must_use]
    #[inline]
    pub fn delimiters(&self) -> Delimiters {
        self.source.delimiters
    }

    /// Line and column of a byte of this segment, given its offset in the document.
    #[must_use]
    #[inline]
    pub fn position(&self, offset: u64) -> Position {
        let until = self.source.at + self.source.length;
        self.source.position(self.buffer.get(..until).unwrap_or(self.buffer), offset)
    }

    /// The first two bytes of the segment.
    #[inline]
    pub(crate) fn first_bytes(&self) -> Option<&[u8; 2]> {
        self.text.first_chunk()
    }

    /// The bytes between two of its marks.
    #[inline]
    fn between(&self, from: u32, to: u32) -> &'a [u8] {
        self.text.get(from.wrapping_sub(self.start) as usize..to.wrapping_sub(self.start) as usize).unwrap_or_default()
    }

    /// Where the element at a 1-based position begins and ends.
    #[inline]
    fn bounds(&self, position: usize) -> Option<(u32, u32)> {
        match self.marks.get(position.checked_sub(1)?..)? {
            [before, stop, ..] => Some((before + 1, *stop)),
            _ => None,
        }
    }
}

/// The marks from `first` to before `stop`.
fn within(marks: &[u32], first: u32, stop: u32) -> &[u32] {
    let from = marks.partition_point(|mark| *mark < first);
    let to = marks.partition_point(|mark| *mark < stop);
    marks.get(from..to).unwrap_or_default()
}

/// The elements of a segment in order.
#[derive(Debug, Clone)]
pub struct Elements<'a> {
    source: &'a Source,
    /// The bytes from the separator before the next element on.
    rest: &'a [u8],
    /// The separator before the next element, its end, and the ends of those behind.
    marks: &'a [u32],
    /// The separators in the elements to come.
    parts: &'a [u32],
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    #[inline]
    fn next(&mut self) -> Option<Element<'a>> {
        let [before, marks @ ..] = self.marks else { return None };
        let stop = *marks.first()?;
        self.marks = marks;
        let bytes = match self.rest.split_at_checked(stop.wrapping_sub(*before) as usize) {
            Some(([_, bytes @ ..], rest)) => {
                self.rest = rest;
                bytes
            }
            // Where padding was taken off, the last elements have no bytes.
            _ => &[],
        };
        let parts = if self.parts.is_empty() { &[] } else { split_before(&mut self.parts, stop) };
        Some(Element { source: self.source, bytes, parts, first: before + 1 })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.marks.len().saturating_sub(1), Some(self.marks.len().saturating_sub(1)))
    }
}

/// Takes the marks before `stop` off the front of a list.
#[inline]
fn split_before<'a>(marks: &mut &'a [u32], stop: u32) -> &'a [u32] {
    let count = marks.iter().position(|mark| *mark >= stop).unwrap_or(marks.len());
    let (before, behind) = marks.split_at_checked(count).unwrap_or((marks, &[]));
    *marks = behind;
    before
}

/// One element as sent: one value, or several between component and repetition separators.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    source: &'a Source,
    bytes: &'a [u8],
    /// The separators in it.
    parts: &'a [u32],
    /// Where it begins, counted as marks are.
    first: u32,
}

impl<'a> Element<'a> {
    /// All bytes between the element separators.
    #[must_use]
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether nothing was sent.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether it holds neither component nor repetition separators.
    #[must_use]
    #[inline]
    pub fn is_simple(&self) -> bool {
        self.parts.is_empty()
    }

    /// The offset in the document of its first byte.
    #[must_use]
    #[inline]
    pub fn offset(&self) -> u64 {
        self.source.offset_of(self.first)
    }

    /// Its repetitions; one where no repetition separator stands in it.
    #[must_use]
    #[inline]
    pub fn repetitions(&self) -> Parts<'a> {
        Parts { rest: Some(*self), separator: self.source.delimiters.repetition }
    }

    /// Its components; one where no component separator stands in it. Call it on one repetition.
    #[must_use]
    #[inline]
    pub fn components(&self) -> Parts<'a> {
        Parts { rest: Some(*self), separator: Some(self.source.delimiters.component) }
    }

    /// The bytes of its components, if it does not repeat.
    #[must_use]
    #[inline]
    pub fn component_values(&self) -> Option<impl ExactSizeIterator<Item = &'a [u8]> + use<'a>> {
        let (bytes, first, component) = (self.bytes, self.first, self.source.delimiters.component);
        let repeats = self.parts.iter().any(|mark| bytes.get(mark.wrapping_sub(first) as usize) != Some(&component));
        let parts = self.parts;
        let mut from = 0;
        (!repeats).then(|| {
            (0..parts.len() + 1).map(move |index| {
                let to = parts.get(index).map_or(bytes.len(), |mark| mark.wrapping_sub(first) as usize);
                bytes.get(std::mem::replace(&mut from, to + 1)..to).unwrap_or_default()
            })
        })
    }

    /// The component at a 1-based position of the first repetition; `None` beyond the last one sent.
    #[must_use]
    pub fn component(&self, position: usize) -> Option<Element<'a>> {
        self.repetitions().next()?.components().nth(position.checked_sub(1)?)
    }

    /// Cuts at the first of its separators that is `separator`.
    #[inline]
    fn cut(&self, separator: u8) -> Option<(Self, Self)> {
        for (index, mark) in self.parts.iter().enumerate() {
            let at = mark.wrapping_sub(self.first) as usize;
            if let Some((before, [found, behind @ ..])) = self.bytes.split_at_checked(at)
                && *found == separator
            {
                let (before_parts, rest) = self.parts.split_at_checked(index)?;
                let (_, behind_parts) = rest.split_first()?;
                return Some((Self { bytes: before, parts: before_parts, ..*self }, Self { bytes: behind, parts: behind_parts, first: mark + 1, ..*self }));
            }
        }
        None
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

    #[inline]
    fn next(&mut self) -> Option<Element<'a>> {
        let whole = self.rest?;
        let cut = self.separator.and_then(|separator| whole.cut(separator));
        let (part, rest) = cut.map_or((whole, None), |(part, rest)| (part, Some(rest)));
        self.rest = rest;
        Some(part)
    }
}

/// A segment seen ahead of its turn.
#[derive(Debug, Clone)]
pub struct PeekedSegment {
    source: Source,
    raw: Vec<u8>,
}

impl PeekedSegment {
    fn new(text: &[u8], delimiters: Delimiters) -> Self {
        let mut raw = text.to_vec();
        raw.push(delimiters.segment);
        Self { source: Source::of_segment(&raw, delimiters), raw }
    }

    /// The segment; its place in the document is not known.
    #[must_use]
    pub fn view(&self) -> Segment<'_> {
        Segment::new(&self.source, &self.raw)
    }
}
