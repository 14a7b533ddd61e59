//! The interchange control header (ISA): sixteen elements of fixed width, 106 bytes with separators and terminator.
//!
//! A header of the right layout is read by its widths, so that even an odd delimiter is recognised; any other is recovered by counting separators up
//! to the segment that follows. Invariant: what is read here never reaches beyond the header's own terminator.

use nom::bytes::complete::{tag, take};
use nom::{IResult, Parser};

use crate::delimiters::Delimiters;
use crate::issue::{DelimiterRole, IssueKind};
use crate::limits::HEADER_BYTES;

/// The widths of ISA01 to ISA16.
pub(crate) const WIDTHS: [usize; 16] = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
/// The length of a well-formed header.
pub(crate) const LENGTH: usize = 106;
/// Where ISA11 and ISA16 stand in a well-formed header.
const REPETITION_AT: usize = 82;
const COMPONENT_AT: usize = 104;

/// A fault of the header: its kind, its offset from `I`, and its length.
type Fault = (IssueKind, usize, usize);

/// An ISA as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) delimiters: Delimiters,
    /// Offsets from `I` of each separator in turn, the terminator last.
    pub(crate) marks: Vec<u32>,
    /// Bytes from `I` to the terminator, which is included.
    pub(crate) length: usize,
    /// What is wrong with it.
    pub(crate) faults: Vec<Fault>,
}

/// What stands at a place where an ISA may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Candidate {
    Header(Box<Header>),
    /// The bytes at hand do not decide it.
    Incomplete,
    /// It begins like an ISA but is none.
    NotAHeader,
}

/// Reads the ISA at the beginning of `window`. `at_end` says that no more bytes will come.
pub(crate) fn read(window: &[u8], at_end: bool) -> Candidate {
    if window.len() < LENGTH && !at_end {
        return Candidate::Incomplete;
    }
    if let Some(marks) = fixed_marks(window) {
        return finish(window, marks, Vec::new());
    }
    if window.len() < HEADER_BYTES && !at_end {
        return Candidate::Incomplete;
    }
    let window = window.get(..HEADER_BYTES).unwrap_or(window);
    recover(window).map_or(Candidate::NotAHeader, |(marks, faults)| finish(window, marks, faults))
}

/// The separators of a header whose elements have the fixed widths.
fn fixed_marks(window: &[u8]) -> Option<Vec<u32>> {
    fn elements(input: &[u8]) -> IResult<&[u8], &[u8]> {
        let (mut input, separator) = (tag(&b"ISA"[..]), take(1usize)).parse(input).map(|(rest, (_, byte))| (rest, byte))?;
        for (position, width) in WIDTHS.into_iter().enumerate() {
            input = take(width).parse(input)?.0;
            if position < 15 {
                input = tag(separator).parse(input)?.0;
            }
        }
        take(1usize).parse(input)
    }
    elements(window).ok()?;
    // A separator inside an element would mean that the widths fit by accident, but for ISA11 and ISA16, which are delimiters themselves.
    let separator = *window.get(3)?;
    let found = window.get(..LENGTH - 1)?.iter().enumerate().filter(|(at, byte)| **byte == separator && !matches!(at, &REPETITION_AT | &COMPONENT_AT));
    if found.count() != 16 {
        return None;
    }
    let mut at = 3;
    let mut marks = vec![3];
    for width in WIDTHS {
        at += width + 1;
        marks.push(u32::try_from(at).ok()?);
    }
    Some(marks)
}

/// Finds the separators of a header whose elements have wrong widths.
fn recover(window: &[u8]) -> Option<(Vec<u32>, Vec<Fault>)> {
    let separator = *window.get(3)?;
    if separator.is_ascii_alphanumeric() || separator == b' ' || separator.is_ascii_control() {
        return None;
    }
    let end = end_by_next_segment(window, separator).or_else(|| end_by_count(window, separator))?;
    let mut marks = Vec::new();
    for (at, &byte) in window.get(..end)?.iter().enumerate() {
        if byte == separator && !(at + 1 == end && marks.len() == 16) {
            marks.push(u32::try_from(at).ok()?);
        }
    }
    marks.push(u32::try_from(end).ok()?);
    let faults = width_faults(&marks);
    Some((marks, faults))
}

/// The terminator's offset, found as the byte before the `GS`, `TA1` or `IEA` that follows.
fn end_by_next_segment(window: &[u8], separator: u8) -> Option<usize> {
    let begins =
        |at: usize| ["GS", "TA1", "IEA"].iter().any(|id| window.get(at..at + id.len()) == Some(id.as_bytes()) && window.get(at + id.len()) == Some(&separator));
    let next = (5..window.len()).find(|&at| window.get(at - 1) != Some(&separator) && begins(at))?;
    let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n' | b' ');
    let before = window.get(..next)?;
    let trimmed = before.iter().rposition(|byte| !is_break(byte))?;
    // A line break may itself be the terminator: then what precedes it is ISA16, alone behind its separator.
    let breaks = trimmed + 1 < next;
    let alone = |at: usize| at.checked_sub(1).and_then(|previous| window.get(previous)) == Some(&separator);
    Some(if breaks && alone(trimmed) { trimmed + 1 } else { trimmed })
}

/// The terminator's offset, found two bytes behind the sixteenth separator.
fn end_by_count(window: &[u8], separator: u8) -> Option<usize> {
    let last = window.iter().enumerate().filter(|(_, byte)| **byte == separator).nth(15)?.0;
    let plausible = window.get(..last)?.iter().all(|byte| matches!(byte, b' '..=b'~'));
    (plausible && last + 2 < window.len()).then_some(last + 2)
}

/// Compares the widths found with those the standard fixes.
fn width_faults(marks: &[u32]) -> Vec<Fault> {
    let widths: Vec<(usize, usize)> = marks
        .windows(2)
        .filter_map(|pair| match pair {
            [start, end] => Some((*start as usize + 1, (*end - *start) as usize - 1)),
            _ => None,
        })
        .collect();
    match widths.len() {
        16 => (1u8..)
            .zip(widths.iter().zip(WIDTHS))
            .filter(|(_, ((_, found), expected))| found != expected)
            .map(|(element, (&(at, found), expected))| (IssueKind::IsaElementWidth { element, found, expected }, at, found))
            .collect(),
        count if count < 16 => {
            let missing = (0..16)
                .find(|&gap| fits_without(&widths, gap))
                .or_else(|| widths.iter().zip(WIDTHS).position(|((_, found), expected)| *found != expected))
                .unwrap_or(count);
            let at = widths.get(missing).map_or_else(|| marks.last().map_or(0, |end| *end as usize), |(at, _)| *at);
            let element = u8::try_from(missing + 1).unwrap_or(16);
            vec![(IssueKind::IsaElementMissing { element }, at, 0)]
        }
        count => {
            let at = widths.get(16).map_or(0, |(at, _)| *at);
            vec![(IssueKind::IsaElementsTooMany { found: count }, at, 1)]
        }
    }
}

/// Whether the widths are right once the element at `gap` is left out.
fn fits_without(widths: &[(usize, usize)], gap: usize) -> bool {
    let expected = WIDTHS.iter().enumerate().filter(|(index, _)| *index != gap).map(|(_, width)| *width);
    widths.len() == 15 && widths.iter().map(|(_, width)| *width).eq(expected)
}

/// Takes the delimiters from a header whose marks are known and checks them.
fn finish(window: &[u8], marks: Vec<u32>, mut faults: Vec<Fault>) -> Candidate {
    let end = marks.last().map_or(0, |mark| *mark as usize);
    // Behind a missing element all others stand one place earlier.
    let missing = faults.iter().find_map(|(kind, ..)| match kind {
        IssueKind::IsaElementMissing { element } => Some(usize::from(*element)),
        _ => None,
    });
    let value = |element: usize| {
        let element = if missing.is_some_and(|missing| element > missing) { element - 1 } else { element };
        let start = marks.get(element - 1).map_or(end, |mark| *mark as usize + 1);
        let stop = marks.get(element).map_or(end, |mark| *mark as usize);
        (start, window.get(start..stop).unwrap_or_default())
    };
    let (Some(&element), Some(&segment)) = (window.get(3), window.get(end)) else {
        return Candidate::NotAHeader;
    };
    let (component_at, component) = value(if missing.is_some() { 16 } else { marks.len() - 1 });
    let component = component.first().copied().unwrap_or(b':');
    let (repetition_at, repetition) = value(11);
    let has_repetition = version(value(12).1).is_none_or(|version| version >= 402);
    let repetition = repetition.first().copied().filter(|_| has_repetition);
    let usable = repetition.filter(|byte| !is_data(*byte));
    if let (Some(byte), None) = (repetition, usable) {
        faults.push((IssueKind::RepetitionSeparatorMissing { byte }, repetition_at, 1));
    }
    let declared = Delimiters { element, component, repetition: usable, segment };
    let places = [
        (DelimiterRole::Element, Some(element), 3),
        (DelimiterRole::Component, Some(component), component_at),
        (DelimiterRole::Repetition, usable, repetition_at),
        (DelimiterRole::Segment, Some(segment), end),
    ];
    for (role, byte, at) in places {
        faults.extend(byte.and_then(|byte| fault_of(role, byte, &declared)).map(|kind| (kind, at, 1)));
    }
    let conflicts = faults.iter().any(|(kind, ..)| matches!(kind, IssueKind::DelimitersEqual { role: DelimiterRole::Repetition, .. }));
    let delimiters = Delimiters { repetition: usable.filter(|_| !conflicts), ..declared };
    faults.sort_by_key(|(_, at, _)| *at);
    Candidate::Header(Box::new(Header { delimiters, marks, length: end + 1, faults }))
}

/// What is wrong with a delimiter, if anything: the first that applies.
///
/// Of two delimiters that are the same, the one that matters less is at fault, and it separates nothing: elements go before repetitions and
/// components, and the terminator of segments before both. That the terminator is the element separator leaves nothing to be read.
fn fault_of(role: DelimiterRole, byte: u8, all: &Delimiters) -> Option<IssueKind> {
    if is_data(byte) {
        return Some(IssueKind::DelimiterIsData { role, byte });
    }
    let before: &[(DelimiterRole, u8)] = match role {
        DelimiterRole::Element => &[],
        DelimiterRole::Segment => &[(DelimiterRole::Element, all.element)],
        DelimiterRole::Component => &[(DelimiterRole::Element, all.element), (DelimiterRole::Segment, all.segment)],
        DelimiterRole::Repetition => &[(DelimiterRole::Element, all.element), (DelimiterRole::Segment, all.segment), (DelimiterRole::Component, all.component)],
    };
    if let Some((other, _)) = before.iter().find(|(_, other)| *other == byte) {
        // Where nothing can be read, the terminator's fault is the one to mend.
        let whole = all.element == all.segment && role != DelimiterRole::Segment;
        return (!whole).then_some(IssueKind::DelimitersEqual { role, other: *other, byte });
    }
    if matches!(byte, b'\n' | b'\r') && role != DelimiterRole::Segment {
        return Some(IssueKind::DelimiterIsLineBreak { role, byte });
    }
    (matches!(byte, b'\t' | 0) || !byte.is_ascii()).then_some(IssueKind::DelimiterFragile { role, byte })
}

/// Whether a delimiter would be taken out of data: a letter, a digit or a space.
fn is_data(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b' '
}

/// ISA12 as a number (`00501` is 501).
fn version(value: &[u8]) -> Option<u32> {
    std::str::from_utf8(value).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *230101*1200*^*00501*000000001*0*P*:~";

    #[track_caller]
    fn header(text: &str) -> Header {
        match read(text.as_bytes(), true) {
            Candidate::Header(header) => *header,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_well_formed_isa_has_106_bytes_and_its_marks_where_the_standard_puts_them() {
        let header = header(ISA);
        assert_eq!(header.length, 106);
        assert_eq!(header.marks, [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103, 105]);
        assert_eq!(header.delimiters, Delimiters::USUAL);
        assert!(header.faults.is_empty());
    }

    #[test]
    fn u_in_00401_is_no_repetition_separator_and_no_fault() {
        let header = header(&ISA.replace("*^*00501*", "*U*00401*"));
        assert_eq!(header.delimiters.repetition, None);
        assert!(header.faults.is_empty());
    }

    #[test]
    fn u_in_00501_is_a_fault_at_isa11() {
        let header = header(&ISA.replace("*^*00501*", "*U*00501*"));
        assert_eq!(header.delimiters.repetition, None);
        assert_eq!(header.faults, [(IssueKind::RepetitionSeparatorMissing { byte: b'U' }, 82, 1)]);
    }

    #[test]
    fn isa_with_15_elements_is_reported_at_the_missing_one() {
        let header = header(&format!("{}GS*HC*A*B", ISA.replace("*1200*^", "*^")));
        assert_eq!(header.faults, [(IssueKind::IsaElementMissing { element: 10 }, 77, 0)]);
        assert_eq!(header.delimiters, Delimiters::USUAL);
        assert_eq!(header.length, 101);
    }

    #[test]
    fn a_short_field_is_reported_with_its_width_and_the_rest_is_read() {
        let header = header(&format!("{}\r\nGS*HC*A*B", ISA.replace("SENDER         ", "SENDER")));
        assert_eq!(header.faults, [(IssueKind::IsaElementWidth { element: 6, found: 6, expected: 15 }, 35, 6)]);
        assert_eq!(header.delimiters, Delimiters::USUAL);
    }

    #[test]
    fn a_line_feed_may_be_the_terminator_of_a_malformed_isa() {
        let header = header(&format!("{}GS*HC*A*B", ISA.replace("SENDER         ", "SENDER").replace('~', "\n")));
        assert_eq!(header.delimiters.segment, b'\n');
        assert_eq!(header.delimiters.component, b':');
    }

    #[test]
    fn equal_and_alphanumeric_delimiters_are_faults() {
        let header_equal = header(&ISA.replace(":~", "*~"));
        let kind = IssueKind::DelimitersEqual { role: DelimiterRole::Component, other: DelimiterRole::Element, byte: b'*' };
        assert_eq!(header_equal.faults, [(kind, 104, 1)]);
        let header_letter = header(&ISA.replace(":~", "A~"));
        assert_eq!(header_letter.faults, [(IssueKind::DelimiterIsData { role: DelimiterRole::Component, byte: b'A' }, 104, 1)]);
    }

    #[test]
    fn words_that_begin_with_isa_are_no_header() {
        assert_eq!(read(b"ISAAC NEWTON", true), Candidate::NotAHeader);
        assert_eq!(read(ISA.get(..60).unwrap().as_bytes(), true), Candidate::NotAHeader);
        assert_eq!(read(ISA.get(..60).unwrap().as_bytes(), false), Candidate::Incomplete);
    }
}
