//! The state machine behind every reader: given the bytes at hand, it says what stands at their beginning.
//!
//! Invariant: what it says depends on the document and never on how the document was cut into windows. So it answers only when the bytes at hand
//! decide the answer, and asks for more otherwise.

mod binary;
mod outside;

use std::collections::VecDeque;

use crate::Delimiters;
use crate::error::{Bound, Error};
use crate::event::{Event, Trivia, TriviaKind};
use crate::header::{self, Candidate};
use crate::index::Found;
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
    Trivia {
        kind: TriviaKind,
        length: usize,
    },
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

/// The segment that the index has at hand, as offsets from the beginning of the window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    length: usize,
    start: usize,
    terminated: bool,
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
    /// Segments shorter than this reach no limit.
    short_bytes: usize,
    /// Segments shorter than this reach no limit on bytes.
    plain_bytes: usize,
    /// What to report before `held` is handed out; empty while nothing is held.
    pending: VecDeque<Issue>,
    /// What to hand out once `pending` is empty.
    held: Option<Step>,
    interchanges: u64,
    /// Whether the text outside interchanges that is being handed out in pieces has been reported.
    outside_reported: bool,
    /// The ordinal of the last ISA.
    header_ordinal: u64,
    /// The ordinal of the segment before the last run of empty segments that was reported.
    empty_reported: Option<u64>,
    /// Whether padding before a line break that ends a segment was reported in this interchange: mixed line ends are one fault.
    padding_reported: bool,
    /// Whether the delimiters of the interchange are in doubt: then the form of its segments says nothing.
    in_doubt: bool,
    /// Whether an ISA was found that could not be read: then a document without interchanges needs no second finding.
    header_reported: bool,
}

impl Machine {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            source: Source::new(Delimiters::USUAL),
            delimiters: None,
            breaks_are_blank: false,
            short_bytes: limits.segment_bytes.min(limits.element_bytes).min(limits.elements).min(limits.components),
            plain_bytes: limits.segment_bytes.min(limits.element_bytes),
            limits,
            pending: VecDeque::new(),
            held: None,
            interchanges: 0,
            outside_reported: false,
            header_ordinal: 0,
            empty_reported: None,
            padding_reported: false,
            in_doubt: false,
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

    /// Says that `buffer` is about to be cut to what is at hand; gives how much is to be cut off.
    pub(crate) fn cut(&mut self, buffer: &[u8]) -> usize {
        self.source.cut(buffer)
    }

    /// The common case, in as few steps as it takes: whether an indexed segment without fault comes next that is neither an envelope's end nor binary;
    /// if so it is handed out. Anything else is left to [`step`](Self::step), which gives the same answer for this case.
    #[inline(always)]
    pub(crate) fn plain(&mut self, buffer: &[u8]) -> bool {
        if self.held.is_some() || self.delimiters.is_none() {
            return false;
        }
        let Some(found) = self.source.index.ready() else { return false };
        let stop = self.source.place(found.terminator);
        let Some(raw) = buffer.get(self.source.at..stop) else { return false };
        let text = match raw {
            [first, ..] if first.is_ascii_uppercase() => raw,
            [b'\n', text @ ..] | [b'\r', b'\n', text @ ..] if self.breaks_are_blank => text,
            _ => return false,
        };
        let id = self.source.place(found.id_end).wrapping_sub(stop - text.len());
        if !is_plain(text, id, self.source.delimiters.element) || text.len() >= self.short_bytes && !self.is_within_limits(text, found) {
            return false;
        }
        self.source.index.consume(found);
        self.source.hand_out(raw.len() - text.len(), raw.len() + 1, true);
        true
    }

    #[cold]
    fn is_within_limits(&self, text: &[u8], found: Found) -> bool {
        text.len() < self.plain_bytes && found.is_within(&self.limits)
    }

    /// What stands at the beginning of what is at hand; `at_end` says that the document ends with the buffer.
    #[cold]
    #[inline(never)]
    pub(crate) fn step(&mut self, buffer: &[u8], at_end: bool) -> Result<Step, Error> {
        if let Some(step) = self.queued(buffer) {
            return Ok(step);
        }
        let window = self.source.window(buffer);
        let step = match self.delimiters {
            Some(delimiters) => self.inside(buffer, at_end, delimiters)?,
            None => self.outside(window, at_end)?,
        };
        if self.pending.is_empty() {
            return Ok(self.hand_out(step));
        }
        self.held = Some(step);
        Ok(self.queued(buffer).unwrap_or(Step::End))
    }

    /// The event of a step that was handed out, over the buffer that the step was made for or what was cut of it.
    #[inline(always)]
    pub(crate) fn event<'a>(&'a self, step: Step, buffer: &'a [u8]) -> Option<Event<'a>> {
        match step {
            Step::NeedMore | Step::End => None,
            Step::Issue(issue) => Some(Event::Issue(issue)),
            Step::Trivia { kind, length } => {
                let bytes = self.source.window(buffer).get(..length).unwrap_or_default();
                Some(Event::Trivia(Trivia { kind, bytes, offset: self.source.offset() }))
            }
            Step::Segment(_) => Some(self.segment(buffer)),
        }
    }

    /// The segment that was handed out.
    #[inline]
    pub(crate) fn segment<'a>(&'a self, buffer: &'a [u8]) -> Event<'a> {
        Event::Segment(Segment::new(&self.source, buffer))
    }

    fn queued(&mut self, buffer: &[u8]) -> Option<Step> {
        if let Some(issue) = self.pending.pop_front() {
            let position = self.source.position(buffer, issue.offset);
            return Some(Step::Issue(Box::new(Issue { position, ..issue })));
        }
        let held = self.held.take()?;
        Some(self.hand_out(held))
    }

    fn hand_out(&mut self, step: Step) -> Step {
        match &step {
            Step::Segment(shape) => self.source.hand_out(shape.start, shape.length, shape.terminated),
            step => self.source.length = step.length(),
        }
        step
    }

    fn report(&mut self, kind: IssueKind, at: usize, length: usize) {
        if self.in_doubt {
            return;
        }
        let offset = self.source.offset() + at as u64;
        self.pending.push_back(Issue { kind, offset, length: length as u64, segment: self.source.ordinal + 1, position: Position::START });
    }

    fn inside(&mut self, buffer: &[u8], at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let window = self.source.window(buffer);
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
                Candidate::NotAHeader if rest.get(3) == Some(&delimiters.element) => return self.stray_header(buffer, leading, at_end, delimiters),
                Candidate::NotAHeader => {}
            }
        } else if first == b'I' && rest.len() < 3 && !at_end {
            return Ok(Step::NeedMore);
        }
        if first == b'B' && binary::is_binary(rest, delimiters.element) {
            return self.binary(buffer, leading, at_end, delimiters);
        }
        self.by_terminator(buffer, leading, at_end, delimiters)
    }

    /// The segment up to the next terminator.
    fn by_terminator(&mut self, buffer: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let found = self.source.find(buffer);
        let window = self.source.window(buffer);
        match found {
            Some(found) => self.indexed(window, leading, found, delimiters),
            None => self.unterminated(window, leading, at_end, delimiters),
        }
    }

    /// What begins like an ISA, inside an interchange, and is none: nothing begins with it, so it is no segment.
    fn stray_header(&mut self, buffer: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let found = self.source.find(buffer);
        let window = self.source.window(buffer);
        let Some(found) = found else { return self.unterminated(window, leading, at_end, delimiters) };
        let stop = self.source.distance(found.terminator);
        self.check_limits(window.get(leading..stop).unwrap_or_default(), leading, found, delimiters)?;
        self.report(IssueKind::IsaUnreadable, leading, stop - leading);
        self.source.skip(stop + 1);
        Ok(Step::Trivia { kind: TriviaKind::Outside, length: stop + 1 })
    }

    fn end_outside_of(&mut self, blank: usize) -> Step {
        if blank > 0 { Step::Trivia { kind: TriviaKind::Blank, length: blank } } else { Step::End }
    }

    fn empty_segment(&mut self, leading: usize, delimiters: Delimiters) -> Step {
        let length = leading + 1;
        // Where a line break ends segments, an empty line is only a blank line. Many in a row are one fault.
        let is_first = self.empty_reported != Some(self.source.ordinal);
        if is_first && !matches!(delimiters.segment, b'\n' | b'\r') {
            self.empty_reported = Some(self.source.ordinal);
            self.report(IssueKind::SegmentEmpty, leading, 1);
        }
        self.source.skip(length);
        Step::Trivia { kind: TriviaKind::EmptySegment, length }
    }

    fn indexed(&mut self, window: &[u8], leading: usize, found: Found, delimiters: Delimiters) -> Result<Step, Error> {
        self.source.index.consume(found);
        let stop = self.source.distance(found.terminator);
        self.check_limits(window.get(leading..stop).unwrap_or_default(), leading, found, delimiters)?;
        Ok(self.shape(window, leading, stop, true, delimiters))
    }

    /// Describes the segment whose last byte before the terminator is `stop - 1`, and checks its form.
    fn shape(&mut self, window: &[u8], start: usize, stop: usize, terminated: bool, delimiters: Delimiters) -> Step {
        let length = stop + usize::from(terminated);
        let text = window.get(start..stop).unwrap_or_default();
        let padding = text.iter().rev().take_while(|byte| is_blank(**byte)).count();
        let end = stop - padding;
        if padding > 0 {
            self.source.index.trim(self.source.mark(end));
        }
        let ends_line = matches!(delimiters.segment, b'\n' | b'\r');
        if padding > 0 && terminated && !(ends_line && std::mem::replace(&mut self.padding_reported, true)) {
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
        // Where elements cannot be told from segments, an IEA is as unclear as all else.
        let is_clear = delimiters.element != delimiters.segment;
        if text.starts_with(b"IEA") && is_clear && text.get(3).is_none_or(|byte| *byte == delimiters.element) {
            self.delimiters = None;
            self.in_doubt = false;
        }
        Step::Segment(Shape { length, start, terminated })
    }

    fn check_limits(&self, text: &[u8], start: usize, found: Found, delimiters: Delimiters) -> Result<(), Error> {
        if self.is_within_limits(text, found) {
            return Ok(());
        }
        if text.len() >= self.limits.segment_bytes {
            return Err(self.limit(Bound::SegmentBytes, self.limits.segment_bytes as u64, start));
        }
        if !found.has_elements_within(&self.limits) {
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
        self.source.index.consume_rest(self.source.mark(window.len()));
        match self.first_line_end(window, leading, delimiters) {
            Some(at) => self.report(IssueKind::TerminatorUnused { byte: delimiters.segment }, at, 1),
            None => self.report(IssueKind::SegmentUnterminated, window.len(), 0),
        }
        Ok(self.shape(window, leading, window.len(), false, delimiters))
    }

    /// Where the first segment behind the ISA ends if it ends with a line break, although another terminator was declared.
    fn first_line_end(&self, window: &[u8], leading: usize, delimiters: Delimiters) -> Option<usize> {
        let text = window.get(leading..).filter(|_| self.source.ordinal == self.header_ordinal)?;
        let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
        let behind = text.get(end..)?.trim_ascii_start();
        (behind.contains(&delimiters.element) && id_is_well_formed(behind, delimiters.element)).then_some(leading + end)
    }

    fn limit(&self, what: Bound, limit: u64, at: usize) -> Error {
        Error::Limit { what, limit, offset: self.source.offset() + at as u64 }
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
    // All of it is asked at once: what identifiers come next cannot be foretold, and each branch on them would cost more than the asking.
    let well_formed = first.is_ascii_uppercase() & is_id_byte(*second) & ((id == 2) | ((id == 3) & is_id_byte(*third)));
    well_formed & (*first != b'I') & (*first != b'B') & (*last != element) & !is_blank(*last)
}

#[inline]
fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_uppercase() | byte.is_ascii_digit()
}

/// Whether a segment begins with a letter and one or two more letters or digits, upper case.
fn id_is_well_formed(text: &[u8], element: u8) -> bool {
    let follows = |byte: Option<&u8>| byte.is_some_and(|byte| is_id_byte(*byte));
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == element);
    text.first().is_some_and(u8::is_ascii_uppercase) && follows(text.get(1)) && (ends(text.get(2)) || follows(text.get(2)) && ends(text.get(3)))
}
