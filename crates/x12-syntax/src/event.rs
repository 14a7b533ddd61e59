//! What a reader hands out: segments, the bytes between them, and issues.

use crate::issue::Issue;
use crate::segment::Segment;

/// One event. The raw bytes of all [`Segment`](Event::Segment) and [`Trivia`](Event::Trivia) events, in order, are the document.
#[derive(Debug, Clone)]
pub enum Event<'a> {
    /// A segment, its terminator included.
    Segment(Segment<'a>),
    /// Bytes that belong to no segment.
    Trivia(Trivia<'a>),
    /// Something is wrong with the form; it concerns the segment or trivia that comes next. Boxed, for an event that is as small as a segment stays in
    /// registers, which makes scanning a quarter faster.
    Issue(Box<Issue>),
}

/// Bytes that belong to no segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trivia<'a> {
    /// Why they are no segment.
    pub kind: TriviaKind,
    /// The bytes as sent.
    pub bytes: &'a [u8],
    /// Where they begin.
    pub offset: u64,
}

/// Why bytes belong to no segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// A whole word: beside the pointers of a segment in the same place, a byte would have the compiler write those in pieces, and every reading of them wait.
#[repr(usize)]
pub enum TriviaKind {
    /// White space that no segment follows, or so much of it that it is handed out in pieces.
    Blank,
    /// Text before, between or after interchanges, or in one what begins like an ISA and cannot be read.
    Outside,
    /// A terminator without a segment, with the white space before it.
    EmptySegment,
}

impl<'a> Event<'a> {
    /// The bytes that this event accounts for; none for an issue.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        match self {
            Self::Segment(segment) => segment.raw(),
            Self::Trivia(trivia) => trivia.bytes,
            Self::Issue(_) => &[],
        }
    }
}
