//! What stands outside interchanges: byte order mark, blanks, text, and the ISA that ends them.

use super::{Machine, Shape, Step, is_blank};
use crate::error::{Bound, Error};
use crate::event::TriviaKind;
use crate::header::{self, Candidate, Header};
use crate::issue::{Encoding, IssueKind};
use crate::limits::{HEADER_BYTES, OUTSIDE_BYTES, TRIVIA_BYTES};

impl Machine {
    pub(super) fn outside(&mut self, window: &[u8], at_end: bool) -> Result<Step, Error> {
        if self.source.offset() == 0 && window.len() < 6 && !at_end {
            return Ok(Step::NeedMore);
        }
        if self.source.offset() == 0 && window.starts_with(b"\xEF\xBB\xBF") {
            self.report(IssueKind::ByteOrderMark, 0, 3);
            return Ok(Step::Trivia { kind: TriviaKind::Outside, length: 3 });
        }
        if self.source.offset() == 0
            && let Some(encoding) = foreign_encoding(window)
            && !std::mem::replace(&mut self.header_reported, true)
        {
            self.outside_reported = true;
            self.report(IssueKind::EncodingForeign { encoding }, 0, 2);
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

    pub(super) fn open_interchange(&mut self, header: Header, leading: usize) -> Result<Step, Error> {
        self.interchanges += 1;
        self.outside_reported = false;
        if self.interchanges > self.limits.interchanges {
            return Err(self.limit(Bound::Interchanges, self.limits.interchanges, leading));
        }
        let in_doubt = header.faults.iter().any(|(kind, ..)| kind.leaves_delimiters_in_doubt());
        self.in_doubt = false;
        for (kind, at, length) in header.faults {
            self.report(kind, leading + at, length);
        }
        self.in_doubt = in_doubt;
        self.padding_reported = false;
        self.header_ordinal = self.source.ordinal + 1;
        self.delimiters = Some(header.delimiters);
        self.breaks_are_blank = !header.delimiters.contains(b'\n') && !header.delimiters.contains(b'\r');
        self.source.delimiters = header.delimiters;
        let length = leading + header.length;
        self.source.restart(length, header.marks.iter().map(|mark| mark + leading as u32));
        Ok(Step::Segment(Shape { length, start: leading, terminated: true }))
    }
}

/// The encoding of a document that begins with an ISA, or the mark of the byte order, in another encoding.
fn foreign_encoding(start: &[u8]) -> Option<Encoding> {
    let begins = |with: &[&[u8]]| with.iter().any(|with| start.starts_with(with));
    if begins(&[b"\xFF\xFE", b"\xFE\xFF", b"I\0S\0A\0", b"\0I\0S\0A"]) {
        return Some(Encoding::Utf16);
    }
    begins(&[b"\xC9\xE2\xC1"]).then_some(Encoding::Ebcdic)
}

/// Whether text outside interchanges looks as if it was meant to be an ISA.
fn is_header_like(text: &[u8]) -> bool {
    match text.get(..3) {
        Some(id) => id == b"ISA" && !text.get(3).is_some_and(u8::is_ascii_alphanumeric),
        None => !text.is_empty() && b"ISA".starts_with(text),
    }
}
