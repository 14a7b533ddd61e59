//! The state machine behind every reader: given the bytes at hand, it says what stands at their beginning.
//!
//! Invariant: what it says depends on the document and never on how the document was cut into windows. So it answers only when the bytes at hand
//! decide the answer, and asks for more otherwise.

mod binary;
mod outside;

use std::collections::VecDeque;

use super::index::{Found, Index};
use crate::Delimiters;
use crate::error::{Bound, Error};
use crate::event::{Event, Trivia, TriviaKind};
use crate::header::{self, Candidate};
use crate::issue::{Issue, IssueKind};
use crate::limits::{Limits, TRIVIA_BYTES};
use crate::position::Position;
use crate::segment::Segment;
use crate::source::Source;

/// What stands at the beginning of the window. Lengths are counted from there.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// The window does not decide it.
    NeedMore,
    /// The document ends here.
    End,
    Issue(Box<Issue>),
    Trivia { kind: TriviaKind, length: usize },
    Segment(Shape),
}

impl Step {
    /// How many bytes the step accounts for.
    fn length(&self) -> usize {
        match self {
            Self::Segment(shape) => shape.length,
            Self::Trivia { length, .. } => *length,
            Self::NeedMore | Self::End | Self::Issue(_) => 0,
        }
    }
}

/// A segment as offsets from the beginning of the window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    length: usize,
    start: usize,
    end: usize,
    terminated: bool,
    marks: Marks,
}

/// Where a segment's marks are kept.
#[derive(Debug, Clone, Copy)]
enum Marks {
    /// In the index.
    Indexed(Found),
    /// In the machine's own list: the ISA and binary segments, which the index cannot describe.
    Own,
}

#[derive(Debug)]
pub(crate) struct Machine {
    /// Where the document is being read.
    source: Source,
    /// The delimiters in force; `None` outside interchanges.
    delimiters: Option<Delimiters>,
    /// Whether a line break before a segment is blank: not where it is a delimiter.
    breaks_are_blank: bool,
    limits: Limits,
    /// Segments shorter than this reach no limit on bytes.
    plain_bytes: usize,
    index: Index,
    own_marks: Vec<u32>,
    own_parts: Vec<u32>,
    /// What to report before `held` is handed out; empty while nothing is held.
    pending: VecDeque<Issue>,
    /// What to hand out once `pending` is empty.
    held: Option<Step>,
    interchanges: u64,
    /// Whether the text outside interchanges that is being handed out in pieces has been reported.
    outside_reported: bool,
    /// Whether an ISA was found that could not be read: then a document without interchanges needs no second finding.
    header_reported: bool,
}

impl Machine {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            source: Source::new(Delimiters::USUAL),
            delimiters: None,
            breaks_are_blank: false,
            plain_bytes: limits.segment_bytes.min(limits.element_bytes),
            limits,
            index: Index::default(),
            own_marks: Vec::new(),
            own_parts: Vec::new(),
            pending: VecDeque::new(),
            held: None,
            interchanges: 0,
            outside_reported: false,
            header_reported: false,
        }
    }

    /// Where the document is being read.
    #[inline]
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Moves past what was handed out of `buffer`.
    #[inline]
    pub(crate) fn advance(&mut self, buffer: &[u8]) {
        self.source.advance(buffer);
    }

    /// Counts the lines of what was handed out, for `buffer` is about to be cut to what is at hand; gives how much is to be cut off.
    pub(crate) fn cut(&mut self, buffer: &[u8]) -> usize {
        self.source.count_lines(buffer);
        self.source.cut()
    }

    /// The common case, in as few steps as it takes: an indexed segment without fault that is neither an envelope's end nor binary. Anything else is
    /// left to [`step`](Self::step), which gives the same answer for this case.
    #[inline]
    pub(crate) fn plain(&mut self, buffer: &[u8]) -> Option<Shape> {
        if self.held.is_some() || self.delimiters.is_none() {
            return None;
        }
        let found = self.index.ready()?;
        let delta = self.index.delta(self.source.offset);
        let stop = found.terminator.checked_sub(delta)? as usize;
        let raw = buffer.get(self.source.at..)?.get(..stop)?;
        let text = match raw {
            [b'\n', text @ ..] | [b'\r', b'\n', text @ ..] if self.breaks_are_blank => text,
            text => text,
        };
        let start = stop - text.len();
        let id = (self.index.first_mark(found)?.checked_sub(delta)? as usize).checked_sub(start)?;
        if !(is_plain(text, id, self.source.delimiters.element) && text.len() < self.plain_bytes && found.is_within(&self.limits)) {
            return None;
        }
        self.index.consume(found);
        let shape = Shape { length: stop + 1, start, end: stop, terminated: true, marks: Marks::Indexed(found) };
        self.hand_out_segment(&shape);
        Some(shape)
    }

    /// What stands at the beginning of what is at hand; `at_end` says that the document ends with the buffer.
    #[cold]
    #[inline(never)]
    pub(crate) fn step(&mut self, buffer: &[u8], at_end: bool) -> Result<Step, Error> {
        if let Some(step) = self.queued() {
            return Ok(step);
        }
        let window = self.source.window(buffer);
        let step = match self.delimiters {
            Some(delimiters) => self.inside(window, at_end, delimiters)?,
            None => self.outside(window, at_end)?,
        };
        if self.pending.is_empty() {
            return Ok(self.hand_out(step));
        }
        self.held = Some(step);
        Ok(self.queued().unwrap_or(Step::End))
    }

    /// The event of a step that was handed out, over the buffer that the step was made for or what was cut of it.
    pub(crate) fn event<'a>(&'a self, step: Step, buffer: &'a [u8]) -> Option<Event<'a>> {
        match step {
            Step::NeedMore | Step::End => None,
            Step::Issue(issue) => {
                let position = self.source.position(buffer, issue.offset);
                Some(Event::Issue(Issue { position, ..*issue }))
            }
            Step::Trivia { kind, length } => {
                let bytes = self.source.window(buffer).get(..length).unwrap_or_default();
                Some(Event::Trivia(Trivia { kind, bytes, offset: self.source.offset }))
            }
            Step::Segment(shape) => Some(Event::Segment(self.segment(&shape, buffer))),
        }
    }

    /// The segment that was handed out.
    #[inline]
    pub(crate) fn segment<'a>(&'a self, shape: &Shape, buffer: &'a [u8]) -> Segment<'a> {
        let (marks, parts) = match shape.marks {
            Marks::Indexed(found) => (self.index.marks(found.marks), self.index.parts(found.parts)),
            Marks::Own => (self.own_marks.as_slice(), self.own_parts.as_slice()),
        };
        let (start, end) = (self.source.mark(shape.start), self.source.mark(shape.end));
        Segment { source: &self.source, buffer, marks, parts, start, end, terminated: shape.terminated }
    }

    fn queued(&mut self) -> Option<Step> {
        if let Some(issue) = self.pending.pop_front() {
            return Some(Step::Issue(Box::new(issue)));
        }
        let held = self.held.take()?;
        Some(self.hand_out(held))
    }

    fn hand_out(&mut self, step: Step) -> Step {
        match &step {
            Step::Segment(shape) => self.hand_out_segment(shape),
            step => self.source.length = step.length(),
        }
        step
    }

    #[inline]
    fn hand_out_segment(&mut self, shape: &Shape) {
        let delta = match shape.marks {
            Marks::Indexed(_) => self.index.delta(self.source.offset),
            Marks::Own => 0,
        };
        self.source.hand_out_segment(shape.length, delta);
    }

    fn report(&mut self, kind: IssueKind, at: usize, length: usize) {
        let offset = self.source.offset + at as u64;
        self.pending.push_back(Issue { kind, offset, length: length as u64, segment: self.source.ordinal + 1, position: Position::START });
    }

    fn inside(&mut self, window: &[u8], at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let blank = |byte: &u8| is_blank(*byte) && !delimiters.contains(*byte);
        let leading = window.iter().take(TRIVIA_BYTES).take_while(|byte| blank(byte)).count();
        if leading == TRIVIA_BYTES {
            return Ok(Step::Trivia { kind: TriviaKind::Blank, length: leading });
        }
        let Some(&first) = window.get(leading) else {
            return Ok(if at_end { self.end_outside_of(leading) } else { Step::NeedMore });
        };
        if first == delimiters.segment {
            return Ok(self.empty_segment(leading, delimiters));
        }
        let rest = window.get(leading..).unwrap_or_default();
        if first == b'I' && rest.starts_with(b"ISA") {
            match header::read(rest, at_end) {
                Candidate::Header(header) => return self.open_interchange(*header, leading),
                Candidate::Incomplete => return Ok(Step::NeedMore),
                Candidate::NotAHeader => {}
            }
        } else if first == b'I' && rest.len() < 3 && !at_end {
            return Ok(Step::NeedMore);
        }
        if first == b'B' && binary::is_binary(rest, delimiters.element) {
            return self.binary(window, leading, at_end, delimiters);
        }
        match self.index.next(window, self.source.offset, &delimiters) {
            Some(found) => self.indexed(window, leading, found, delimiters),
            None => self.unterminated(window, leading, at_end, delimiters),
        }
    }

    fn end_outside_of(&mut self, blank: usize) -> Step {
        if blank > 0 { Step::Trivia { kind: TriviaKind::Blank, length: blank } } else { Step::End }
    }

    fn empty_segment(&mut self, leading: usize, delimiters: Delimiters) -> Step {
        let length = leading + 1;
        // Where a line break ends segments, an empty line is only a blank line.
        if !matches!(delimiters.segment, b'\n' | b'\r') {
            self.report(IssueKind::SegmentEmpty, leading, 1);
        }
        self.index.skip_to(self.source.offset + length as u64);
        Step::Trivia { kind: TriviaKind::EmptySegment, length }
    }

    fn indexed(&mut self, window: &[u8], leading: usize, found: Found, delimiters: Delimiters) -> Result<Step, Error> {
        self.index.consume(found);
        let terminator = (found.terminator - self.index.delta(self.source.offset)) as usize;
        self.shape(window, leading, terminator, true, Marks::Indexed(found), delimiters)
    }

    /// Describes the segment whose last byte before the terminator is `stop - 1`, and checks its form.
    fn shape(&mut self, window: &[u8], start: usize, stop: usize, terminated: bool, marks: Marks, delimiters: Delimiters) -> Result<Step, Error> {
        let length = stop + usize::from(terminated);
        let text = window.get(start..stop).unwrap_or_default();
        let count = match marks {
            Marks::Indexed(found) => found.marks.1 - found.marks.0,
            Marks::Own => self.own_marks.len(),
        };
        self.check_limits(text, start, count, marks, delimiters)?;
        let padding = text.iter().rev().take_while(|byte| is_blank(**byte)).count();
        let end = stop - padding;
        if padding > 0 && terminated {
            self.report(IssueKind::PaddingBeforeTerminator, end, padding);
        }
        let text = window.get(start..end).unwrap_or_default();
        if terminated && text.last() == Some(&delimiters.element) {
            let trailing = text.iter().rev().take_while(|byte| **byte == delimiters.element).count();
            self.report(IssueKind::TrailingSeparators, end - trailing, trailing);
        }
        if terminated && !id_is_well_formed(text, delimiters.element) {
            let id = text.iter().take_while(|byte| **byte != delimiters.element).count();
            self.report(IssueKind::SegmentIdMalformed, start, id);
        }
        if text.starts_with(b"IEA") && text.get(3).is_none_or(|byte| *byte == delimiters.element) {
            self.delimiters = None;
        }
        Ok(Step::Segment(Shape { length, start, end, terminated, marks }))
    }

    fn check_limits(&self, text: &[u8], start: usize, count: usize, marks: Marks, delimiters: Delimiters) -> Result<(), Error> {
        if text.len() < self.limits.segment_bytes && count <= self.limits.elements + 1 && text.len() <= self.limits.element_bytes.min(self.limits.components) {
            return Ok(());
        }
        if matches!(marks, Marks::Own) {
            return Ok(());
        }
        if text.len() >= self.limits.segment_bytes {
            return Err(self.limit(Bound::SegmentBytes, self.limits.segment_bytes as u64, start));
        }
        if count > self.limits.elements + 1 {
            return Err(self.limit(Bound::Elements, self.limits.elements as u64, start));
        }
        let mut at = start;
        for element in text.split(|byte| *byte == delimiters.element) {
            if element.len() > self.limits.element_bytes {
                return Err(self.limit(Bound::ElementBytes, self.limits.element_bytes as u64, at));
            }
            let separators = element.iter().filter(|byte| **byte == delimiters.component || Some(**byte) == delimiters.repetition).count();
            if separators >= self.limits.components {
                return Err(self.limit(Bound::Components, self.limits.components as u64, at));
            }
            at += element.len() + 1;
        }
        Ok(())
    }

    fn unterminated(&mut self, window: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        if window.len() - leading > self.limits.segment_bytes {
            return Err(self.limit(Bound::SegmentBytes, self.limits.segment_bytes as u64, leading));
        }
        if !at_end {
            return Ok(Step::NeedMore);
        }
        // The document ends inside this segment: its own marks, and its end as the last.
        let rest = self.index.rest();
        let delta = self.index.delta(self.source.offset);
        self.own_marks.clear();
        self.own_marks.extend(self.index.marks(rest.marks).iter().map(|mark| mark - delta));
        self.own_marks.push(window.len() as u32);
        self.own_parts.clear();
        self.own_parts.extend(self.index.parts(rest.parts).iter().map(|mark| mark - delta));
        self.index.restart(self.source.offset + window.len() as u64);
        self.report(IssueKind::SegmentUnterminated, window.len(), 0);
        self.shape(window, leading, window.len(), false, Marks::Own, delimiters)
    }

    fn limit(&self, what: Bound, limit: u64, at: usize) -> Error {
        Error::Limit { what, limit, offset: self.source.offset + at as u64 }
    }
}

/// White space that may stand around segments.
#[inline]
fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b' ' | b'\t')
}

/// Whether a segment's text, whose identifier has `id` bytes, is of the common kind: well formed, without padding or trailing separators, and neither an
/// envelope's beginning or end (ISA, IEA) nor binary (BIN, BDS).
#[inline]
fn is_plain(text: &[u8], id: usize, element: u8) -> bool {
    let [first, second, third, .., last] = text else { return false };
    let well_formed = first.is_ascii_uppercase() && is_id_byte(*second) && (id == 2 || id == 3 && is_id_byte(*third));
    well_formed && *first != b'I' && *first != b'B' && *last != element && !is_blank(*last)
}

#[inline]
fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// Whether a segment begins with a letter and one or two more letters or digits, upper case.
fn id_is_well_formed(text: &[u8], element: u8) -> bool {
    let follows = |byte: Option<&u8>| byte.is_some_and(|byte| is_id_byte(*byte));
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == element);
    text.first().is_some_and(u8::is_ascii_uppercase)
        && follows(text.get(1))
        && (ends(text.get(2)) || follows(text.get(2)) && ends(text.get(3)))
}
