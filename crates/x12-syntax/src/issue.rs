//! What is wrong with the form of a document: each issue has a kind and the bytes it is about.
//!
//! Issues are the raw material of findings; the words for people are chosen one layer up.

use crate::position::Position;

/// A fault of form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// The offset of the first byte concerned.
    pub offset: u64,
    /// How many bytes are concerned; 0 where something is missing.
    pub length: u64,
    /// The 1-based ordinal in the file of the segment concerned, or of the one that would come next.
    pub segment: u64,
    /// Line and column of the first byte concerned.
    pub position: Position,
}

/// Which delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelimiterRole {
    /// Between elements.
    Element,
    /// Between components.
    Component,
    /// Between repetitions.
    Repetition,
    /// After segments.
    Segment,
}

/// An encoding of characters that X12 is not read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, of either byte order.
    Utf16,
    /// EBCDIC, the encoding of mainframes.
    Ebcdic,
}

/// An envelope level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// ISA to IEA.
    Interchange,
    /// GS to GE.
    Group,
    /// ST to SE.
    Set,
}

/// The kinds of fault that show without a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueKind {
    /// The input holds no interchange at all.
    NoInterchange,
    /// Text that is not white space stands before, between or after interchanges.
    TextOutsideInterchange,
    /// The input begins with a byte order mark.
    ByteOrderMark,
    /// The input is not in ASCII or anything that agrees with it.
    EncodingForeign {
        /// What it is in.
        encoding: Encoding,
    },
    /// The input ends inside an ISA.
    IsaTruncated,
    /// Bytes that begin like an ISA cannot be read as one.
    IsaUnreadable,
    /// An ISA element has the wrong width.
    IsaElementWidth {
        /// The element's position.
        element: u8,
        /// Its width.
        found: usize,
        /// The width the standard fixes.
        expected: usize,
    },
    /// An ISA element is missing.
    IsaElementMissing {
        /// Its position.
        element: u8,
    },
    /// The ISA has more than 16 elements.
    IsaElementsTooMany {
        /// How many it has.
        found: usize,
    },
    /// A delimiter is the same byte as another, which goes before it: it separates nothing.
    DelimitersEqual {
        /// The one that separates nothing.
        role: DelimiterRole,
        /// The one that goes before it.
        other: DelimiterRole,
        /// Their byte.
        byte: u8,
    },
    /// A delimiter is a letter, a digit or a space.
    DelimiterIsData {
        /// Which one.
        role: DelimiterRole,
        /// Its byte.
        byte: u8,
    },
    /// A line break separates elements, components or repetitions: it cannot be told from one that only ends a line.
    DelimiterIsLineBreak {
        /// Which one.
        role: DelimiterRole,
        /// Its byte.
        byte: u8,
    },
    /// A delimiter is a byte that does not survive every transfer: NUL, a tab, or a byte beyond ASCII.
    DelimiterFragile {
        /// Which one.
        role: DelimiterRole,
        /// Its byte.
        byte: u8,
    },
    /// ISA11 of an interchange whose version has a repetition separator holds a letter or digit.
    RepetitionSeparatorMissing {
        /// What ISA11 holds.
        byte: u8,
    },
    /// The input ends inside a segment.
    SegmentUnterminated,
    /// No segment behind the ISA ends with the terminator that the ISA declares; line breaks stand where it should.
    TerminatorUnused {
        /// The terminator declared.
        byte: u8,
    },
    /// Two terminators, or more, stand side by side.
    SegmentEmpty,
    /// A segment identifier is not two or three upper-case letters and digits that begin with a letter.
    SegmentIdMalformed,
    /// Spaces or line breaks stand before a segment terminator.
    PaddingBeforeTerminator,
    /// The last elements of a segment are empty: their separators should not be sent.
    TrailingSeparators,
    /// The declared length of a binary segment is not a number.
    BinaryLengthNotANumber,
    /// The declared length of a binary segment does not lead to a segment terminator.
    BinaryLengthWrong {
        /// The length declared.
        declared: u64,
    },
    /// A segment stands where the envelope allows none (`ST` outside a group, a detail segment outside a set).
    SegmentOutsideEnvelope,
    /// A trailer has no header.
    TrailerWithoutHeader {
        /// Of which level.
        level: Level,
    },
    /// A header has no trailer.
    TrailerMissing {
        /// Of which level.
        level: Level,
        /// The header's control number.
        control_number: String,
    },
    /// A trailer's count is not what the document holds.
    CountWrong {
        /// Of which level.
        level: Level,
        /// What the trailer says.
        declared: String,
        /// What the document holds.
        counted: u64,
    },
    /// A group holds no transaction set, or an interchange neither a group nor a TA1.
    LevelEmpty {
        /// Of which level.
        level: Level,
    },
    /// A trailer's control number is not its header's.
    ControlNumberMismatch {
        /// Of which level.
        level: Level,
        /// What the header says.
        header: String,
        /// What the trailer says.
        trailer: String,
    },
    /// A control number was used before in its scope.
    ControlNumberRepeated {
        /// Of which level.
        level: Level,
        /// The number.
        control_number: String,
    },
    /// A TA1 stands elsewhere than between ISA and the first GS.
    InterchangeAcknowledgmentMisplaced,
}

impl IssueKind {
    /// Whether it leaves the delimiters of an interchange in doubt: what is read behind it may have been meant otherwise.
    #[must_use]
    pub fn leaves_delimiters_in_doubt(&self) -> bool {
        matches!(self, Self::DelimitersEqual { .. } | Self::DelimiterIsData { .. } | Self::DelimiterIsLineBreak { .. })
    }
}
