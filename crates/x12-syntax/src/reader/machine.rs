//! The state machine behind every reader: given a window of the document, it says what stands at its beginning.
//!
//! Invariant: what it says depends on the document and never on how the document was cut into windows. So it answers only when the bytes at hand
//! decide the answer, and asks for more otherwise.

use std::collections::VecDeque;

use super::LOOKAHEAD_BYTES;
use super::index::{Found, Index};
use crate::error::{Bound, Error};
use crate::event::{Event, Trivia, TriviaKind};
use crate::header::{self, Candidate, Header};
use crate::issue::{Issue, IssueKind};
use crate::limits::{HEADER_BYTES, Limits, OUTSIDE_BYTES, TRIVIA_BYTES};
use crate::position::{Lines, Position};
use crate::segment::Segment;
use crate::{Delimiters, value};

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
    pub(crate) fn length(&self) -> usize {
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
    /// The document offset where the window begins.
    offset: u64,
    /// Segments handed out so far.
    ordinal: u64,
    /// The delimiters in force; `None` outside interchanges.
    delimiters: Option<Delimiters>,
    /// The delimiters of the last segment handed out.
    shown: Delimiters,
    limits: Limits,
    /// Segments shorter than this cannot reach any limit.
    plain_bytes: usize,
    index: Index,
    own_marks: Vec<u32>,
    own_parts: Vec<u32>,
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
            offset: 0,
            ordinal: 0,
            delimiters: None,
            shown: Delimiters::USUAL,
            plain_bytes: limits.segment_bytes.min(limits.element_bytes).min(limits.elements).min(limits.components),
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

    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Moves past a step that was handed out.
    #[inline]
    pub(crate) fn advance(&mut self, length: usize) {
        self.offset += length as u64;
    }

    /// What stands at the beginning of `window`; `at_end` says that the document ends with it.
    #[inline]
    pub(crate) fn step(&mut self, window: &[u8], at_end: bool) -> Result<Step, Error> {
        if self.pending.is_empty()
            && self.held.is_none()
            && let Some(shape) = self.plain_segment(window)
        {
            self.ordinal += 1;
            return Ok(Step::Segment(shape));
        }
        self.step_with_care(window, at_end)
    }

    /// The common case, in as few steps as it takes: an indexed segment without fault that is neither an envelope's end nor binary. Anything else is
    /// left to [`step_with_care`](Self::step_with_care), which gives the same answer for this case.
    #[inline]
    fn plain_segment(&mut self, window: &[u8]) -> Option<Shape> {
        let delimiters = self.delimiters?;
        let start = match window {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            _ => 0,
        };
        let first = *window.get(start)?;
        if !first.is_ascii_uppercase() || first == b'I' || first == b'B' {
            return None;
        }
        let found = self.index.ready()?;
        let delta = self.index.delta(self.offset);
        let stop = (found.terminator - delta) as usize;
        let text = window.get(start..stop)?;
        let id = self.index.first_mark(found)?.checked_sub(delta)? as usize;
        let id = window.get(start..id)?;
        let well_formed = matches!(id, [_, two] if is_id_byte(*two)) || matches!(id, [_, two, three] if is_id_byte(*two) && is_id_byte(*three));
        let last = *text.last()?;
        let clean = well_formed && last != delimiters.element && !is_blank(last);
        let small = text.len() < self.plain_bytes;
        // A line break that is itself a delimiter is no blank.
        let leading_is_blank = start == 0 || delimiters.segment != b'\n' && delimiters.segment != b'\r' && delimiters.element != b'\n';
        if !(clean && small && leading_is_blank) {
            return None;
        }
        self.index.consume(found);
        Some(Shape { length: stop + 1, start, end: stop, terminated: true, marks: Marks::Indexed(found) })
    }

    #[cold]
    fn step_with_care(&mut self, window: &[u8], at_end: bool) -> Result<Step, Error> {
        if let Some(step) = self.queued() {
            return Ok(step);
        }
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

    /// The event of a step, over the window that the step was made for.
    pub(crate) fn event<'a>(&'a self, step: &Step, window: &'a [u8], lines: Lines<'a>) -> Option<Event<'a>> {
        match step {
            Step::NeedMore | Step::End => None,
            Step::Issue(issue) => {
                let position = lines.position(window, self.offset, issue.offset);
                Some(Event::Issue(Issue { position, ..Issue::clone(issue) }))
            }
            Step::Trivia { kind, length } => {
                Some(Event::Trivia(Trivia { kind: *kind, bytes: window.get(..*length).unwrap_or_default(), offset: self.offset }))
            }
            Step::Segment(shape) => Some(Event::Segment(self.segment(shape, window, lines))),
        }
    }

    fn segment<'a>(&'a self, shape: &Shape, window: &'a [u8], lines: Lines<'a>) -> Segment<'a> {
        let (marks, parts, delta) = match shape.marks {
            Marks::Indexed(found) => (self.index.marks(found.marks), self.index.parts(found.parts), self.index.delta(self.offset)),
            Marks::Own => (self.own_marks.as_slice(), self.own_parts.as_slice(), 0),
        };
        Segment {
            raw: window.get(..shape.length).unwrap_or_default(),
            offset: self.offset,
            start: shape.start,
            end: shape.end,
            terminated: shape.terminated,
            marks,
            parts,
            delta,
            delimiters: self.shown,
            ordinal: self.ordinal,
            lines,
            rest: window.get(shape.length..).map(|rest| rest.get(..LOOKAHEAD_BYTES).unwrap_or(rest)).unwrap_or_default(),
        }
    }

    #[inline]
    fn queued(&mut self) -> Option<Step> {
        if let Some(issue) = self.pending.pop_front() {
            return Some(Step::Issue(Box::new(issue)));
        }
        let held = self.held.take()?;
        Some(self.hand_out(held))
    }

    #[inline]
    fn hand_out(&mut self, step: Step) -> Step {
        if let Step::Segment(_) = &step {
            self.ordinal += 1;
        }
        step
    }

    fn report(&mut self, kind: IssueKind, at: usize, length: usize) {
        let offset = self.offset + at as u64;
        self.pending.push_back(Issue { kind, offset, length: length as u64, segment: self.ordinal + 1, position: Position::START });
    }

    // ---- outside interchanges ----

    fn outside(&mut self, window: &[u8], at_end: bool) -> Result<Step, Error> {
        if self.offset == 0 && window.len() < 3 && !at_end {
            return Ok(Step::NeedMore);
        }
        if self.offset == 0 && window.starts_with(b"\xEF\xBB\xBF") {
            self.report(IssueKind::ByteOrderMark, 0, 3);
            return Ok(Step::Trivia { kind: TriviaKind::Outside, length: 3 });
        }
        let blank = window.iter().take(TRIVIA_BYTES).take_while(|byte| is_blank(**byte)).count();
        if blank == TRIVIA_BYTES {
            return Ok(Step::Trivia { kind: TriviaKind::Blank, length: blank });
        }
        if blank == window.len() {
            return Ok(if at_end { self.end_outside(blank) } else { Step::NeedMore });
        }
        let rest = window.get(blank..).unwrap_or_default();
        if rest.starts_with(b"ISA") {
            match header::read(rest, at_end) {
                Candidate::Header(header) => return self.open_interchange(*header, blank),
                Candidate::Incomplete => return Ok(Step::NeedMore),
                Candidate::NotAHeader => {}
            }
        } else if rest.len() < 3 && !at_end && b"ISA".starts_with(rest) {
            return Ok(Step::NeedMore);
        }
        Ok(self.text_outside(window, blank, at_end))
    }

    /// Hands out the blanks at the document's end, then the end.
    fn end_outside(&mut self, blank: usize) -> Step {
        if blank > 0 {
            return Step::Trivia { kind: TriviaKind::Blank, length: blank };
        }
        if self.interchanges == 0 && !self.header_reported {
            self.header_reported = true;
            self.report(IssueKind::NoInterchange, 0, 0);
        }
        Step::End
    }

    /// Hands out text up to the next ISA, the piece size or the end; `from` bytes of it are known to be no ISA.
    fn text_outside(&mut self, window: &[u8], from: usize, at_end: bool) -> Step {
        let piece = window.get(..OUTSIDE_BYTES).unwrap_or(window);
        let mut search = from + 1;
        let length = loop {
            let Some(found) = memchr::memmem::find(piece.get(search..).unwrap_or_default(), b"ISA").map(|at| at + search) else {
                break piece.len();
            };
            match header::read(window.get(found..).unwrap_or_default(), at_end) {
                Candidate::Header(_) => break found,
                Candidate::Incomplete => return Step::NeedMore,
                Candidate::NotAHeader => search = found + 1,
            }
        };
        // A piece is cut only where the cut does not depend on the window, and keeps a few bytes for an ISA that may begin at its end.
        let whole = if length < piece.len() || at_end && length == window.len() {
            length
        } else if window.len() >= OUTSIDE_BYTES + HEADER_BYTES || at_end {
            length.saturating_sub(2)
        } else {
            return Step::NeedMore;
        };
        if !self.outside_reported {
            let text = window.get(from..whole).unwrap_or_default();
            let kind = if !is_header_like(text) {
                IssueKind::TextOutsideInterchange
            } else if at_end && whole == window.len() && text.len() < header::LENGTH {
                IssueKind::IsaTruncated
            } else {
                IssueKind::IsaUnreadable
            };
            self.header_reported |= kind != IssueKind::TextOutsideInterchange;
            self.outside_reported = true;
            self.report(kind, from, whole - from);
        }
        Step::Trivia { kind: TriviaKind::Outside, length: whole }
    }

    fn open_interchange(&mut self, header: Header, leading: usize) -> Result<Step, Error> {
        self.interchanges += 1;
        self.outside_reported = false;
        if self.interchanges > self.limits.interchanges {
            return Err(self.limit(Bound::Interchanges, self.limits.interchanges, leading));
        }
        for (kind, at, length) in header.faults {
            self.report(kind, leading + at, length);
        }
        self.delimiters = Some(header.delimiters);
        self.shown = header.delimiters;
        self.own_parts.clear();
        self.own_marks.clear();
        self.own_marks.extend(header.marks.iter().map(|mark| mark + leading as u32));
        let length = leading + header.length;
        self.index.restart(self.offset + length as u64);
        Ok(Step::Segment(Shape { length, start: leading, end: length - 1, terminated: true, marks: Marks::Own }))
    }

    // ---- inside an interchange ----

    #[inline]
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
        if first == b'B' && is_binary(rest, delimiters.element) {
            return self.binary(window, leading, at_end, delimiters);
        }
        match self.index.next(window, self.offset, &delimiters) {
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
        self.index.skip_to(self.offset + length as u64);
        Step::Trivia { kind: TriviaKind::EmptySegment, length }
    }

    #[inline]
    fn indexed(&mut self, window: &[u8], leading: usize, found: Found, delimiters: Delimiters) -> Result<Step, Error> {
        self.index.consume(found);
        let terminator = (found.terminator - self.index.delta(self.offset)) as usize;
        self.shape(window, leading, terminator, true, Marks::Indexed(found), delimiters)
    }

    /// Describes the segment whose last byte before the terminator is `stop - 1`, and checks its form.
    #[inline]
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

    #[inline]
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
        let delta = self.index.delta(self.offset);
        self.own_marks.clear();
        self.own_marks.extend(self.index.marks(rest.marks).iter().map(|mark| mark - delta));
        self.own_marks.push(window.len() as u32);
        self.own_parts.clear();
        self.own_parts.extend(self.index.parts(rest.parts).iter().map(|mark| mark - delta));
        self.index.restart(self.offset + window.len() as u64);
        self.report(IssueKind::SegmentUnterminated, window.len(), 0);
        self.shape(window, leading, window.len(), false, Marks::Own, delimiters)
    }

    /// BIN and BDS: the element before the last declares how many bytes the last one has, whatever they are.
    fn binary(&mut self, window: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let separators_before_data = if window.get(leading + 1) == Some(&b'I') { 2 } else { 3 };
        let mut marks: Vec<u32> = Vec::with_capacity(4);
        let mut at = leading;
        let bounded = window.get(..leading + 256).unwrap_or(window);
        while marks.len() < separators_before_data {
            match bounded.get(at) {
                Some(&byte) if byte == delimiters.element => marks.push(at as u32),
                Some(&byte) if byte != delimiters.segment => {}
                None if bounded.len() == window.len() && !at_end => return Ok(Step::NeedMore),
                // No data element: an ordinary segment with too few elements.
                _ => return self.plain(window, leading, at_end, delimiters),
            }
            at += 1;
        }
        let length_start = marks.get(separators_before_data - 2).map_or(0, |mark| *mark as usize + 1);
        let declared = window.get(length_start..at - 1).unwrap_or_default();
        let Some(declared) = value::unsigned(declared) else {
            let length = declared.len();
            self.report(IssueKind::BinaryLengthNotANumber, length_start, length);
            return self.plain(window, leading, at_end, delimiters);
        };
        if declared > self.limits.binary_bytes as u64 {
            return Err(self.limit(Bound::BinaryBytes, self.limits.binary_bytes as u64, at));
        }
        let stop = at + declared as usize;
        match window.get(stop) {
            Some(&byte) if byte == delimiters.segment => {
                marks.push(stop as u32);
                self.own_marks = marks;
                self.own_parts.clear();
                self.index.skip_to(self.offset + stop as u64 + 1);
                Ok(Step::Segment(Shape { length: stop + 1, start: leading, end: stop, terminated: true, marks: Marks::Own }))
            }
            None if !at_end => Ok(Step::NeedMore),
            _ => {
                self.report(IssueKind::BinaryLengthWrong { declared }, length_start, at - 1 - length_start);
                self.plain(window, leading, at_end, delimiters)
            }
        }
    }

    /// Reads a segment by its terminator after binary reading found no use for a declared length.
    fn plain(&mut self, window: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let step = match self.index.next(window, self.offset, &delimiters) {
            Some(found) => self.indexed(window, leading, found, delimiters)?,
            None => self.unterminated(window, leading, at_end, delimiters)?,
        };
        if matches!(step, Step::NeedMore) {
            // The fault will be found again, with more bytes at hand.
            self.pending.clear();
        }
        Ok(step)
    }

    fn limit(&self, what: Bound, limit: u64, at: usize) -> Error {
        Error::Limit { what, limit, offset: self.offset + at as u64 }
    }
}

/// Whether text outside interchanges looks as if it was meant to be an ISA.
fn is_header_like(text: &[u8]) -> bool {
    match text.get(..3) {
        Some(id) => id == b"ISA" && !text.get(3).is_some_and(u8::is_ascii_alphanumeric),
        None => !text.is_empty() && b"ISA".starts_with(text),
    }
}

/// White space that may stand around segments.
#[inline]
fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b' ' | b'\t')
}

/// Whether the segment at the beginning of `rest` carries binary data.
fn is_binary(rest: &[u8], element: u8) -> bool {
    (rest.starts_with(b"BIN") || rest.starts_with(b"BDS")) && rest.get(3) == Some(&element)
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// Whether a segment begins with a letter and one or two more letters or digits, upper case.
#[inline]
fn id_is_well_formed(text: &[u8], element: u8) -> bool {
    let follows = |byte: Option<&u8>| byte.is_some_and(|byte| is_id_byte(*byte));
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == element);
    text.first().is_some_and(u8::is_ascii_uppercase)
        && follows(text.get(1))
        && (ends(text.get(2)) || follows(text.get(2)) && ends(text.get(3)))
}
