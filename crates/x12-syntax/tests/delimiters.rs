//! Delimiters that cannot do their work: each pair that coincides, and bytes that are data or do not survive a transfer. One issue at the byte of the ISA
//! that is wrong, none that follows from it, and every byte of the document kept.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use x12_syntax::DelimiterRole::{Component, Element, Repetition, Segment};
use x12_syntax::{DelimiterRole, Event, IssueKind, SliceReader, StreamReader};

const USUAL: &[u8] = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~GS*HC*A*B*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~SV1*HC:99213*100*UN*1***1~DMG*D8*19800101*F**:RET:2131-1^:RET:2106-3~SE*4*0001~GE*1*1~IEA*1*000000001~";

/// The document with delimiters of its own: element, component, repetition, segment.
fn with([element, component, repetition, segment]: [u8; 4]) -> Vec<u8> {
    let own = |byte: &u8| match byte {
        b'*' => element,
        b':' => component,
        b'^' => repetition,
        b'~' => segment,
        other => *other,
    };
    USUAL.iter().map(own).collect()
}

/// The issues of a document that is read to its end, whichever way.
#[track_caller]
fn issues(document: &[u8]) -> Vec<(IssueKind, u64)> {
    let mut found = Vec::new();
    let mut bytes = Vec::new();
    let mut reader = SliceReader::new(document);
    while let Some(event) = reader.next().unwrap() {
        bytes.extend_from_slice(event.raw());
        if let Event::Issue(issue) = event {
            found.push((issue.kind, issue.offset));
        }
    }
    assert_eq!(bytes, document, "bytes were lost");
    let mut streamed = Vec::new();
    let mut reader = StreamReader::new(document);
    while let Some(event) = reader.next().unwrap() {
        if let Event::Issue(issue) = event {
            streamed.push((issue.kind, issue.offset));
        }
    }
    assert_eq!(streamed, found, "the stream says something else");
    found
}

#[track_caller]
fn check(delimiters: [u8; 4], expected: Option<(IssueKind, u64)>) {
    assert_eq!(issues(&with(delimiters)), Vec::from_iter(expected), "{:?}", delimiters.map(char::from));
}

fn equal(role: DelimiterRole, other: DelimiterRole, byte: u8, at: u64) -> Option<(IssueKind, u64)> {
    Some((IssueKind::DelimitersEqual { role, other, byte }, at))
}

fn data(role: DelimiterRole, byte: u8, at: u64) -> Option<(IssueKind, u64)> {
    Some((IssueKind::DelimiterIsData { role, byte }, at))
}

fn fragile(role: DelimiterRole, byte: u8, at: u64) -> Option<(IssueKind, u64)> {
    Some((IssueKind::DelimiterFragile { role, byte }, at))
}

#[test]
fn delimiters_that_differ_are_no_issue() {
    check(*b"*:^~", None);
    check(*b"|>!'", None);
    check([0x1D, 0x1F, 0x1E, 0x1C], None);
    check(*b"*:^\n", None);
    check(*b"*:^\r", None);
}

#[test]
fn of_two_equal_delimiters_the_lesser_is_at_fault() {
    check(*b"**^~", equal(Component, Element, b'*', 104));
    check(*b"*:*~", equal(Repetition, Element, b'*', 82));
    check(*b"*:^*", equal(Segment, Element, b'*', 105));
    check(*b"*::~", equal(Repetition, Component, b':', 82));
    check(*b"*~^~", equal(Component, Segment, b'~', 104));
    check(*b"*:~~", equal(Repetition, Segment, b'~', 82));
    check(*b"****", equal(Segment, Element, b'*', 105));
}

#[test]
fn the_conflicting_meaning_is_dropped_and_the_rest_is_read() {
    let parts = |delimiters: [u8; 4], id: &[u8], position: usize| {
        let document = with(delimiters);
        let mut reader = SliceReader::new(&document);
        while let Some(event) = reader.next().unwrap() {
            if let Event::Segment(segment) = event
                && segment.id() == id
            {
                let element = segment.element(position).unwrap();
                return (element.repetitions().count(), element.repetitions().next().unwrap().components().count());
            }
        }
        (0, 0)
    };
    assert_eq!(parts(*b"*:^~", b"DMG", 5), (2, 3));
    assert_eq!(parts(*b"*::~", b"DMG", 5), (1, 6), "what separates components separates no repetitions");
    assert_eq!(parts(*b"**^~", b"SV1", 1), (1, 1), "what separates elements separates no components");
}

#[test]
fn letters_digits_and_spaces_separate_nothing_safely() {
    for byte in [b'Q', b'q', b'7'] {
        check([byte, b':', b'^', b'~'], data(Element, byte, 3));
        check([b'*', byte, b'^', b'~'], data(Component, byte, 104));
        check([b'*', b':', byte, b'~'], Some((IssueKind::RepetitionSeparatorMissing { byte }, 82)));
        check([b'*', b':', b'^', byte], data(Segment, byte, 105));
    }
    check(*b"* ^~", data(Component, b' ', 104));
    check(*b"*:^ ", data(Segment, b' ', 105));
    // Blanks pad the ISA: with a blank between its elements none of them can be made out.
    check(*b" :^~", Some((IssueKind::IsaUnreadable, 0)));
}

#[test]
fn bytes_that_a_transfer_may_change_are_told() {
    for byte in [0, b'\t', 0x85, 0xC4] {
        check([byte, b':', b'^', b'~'], fragile(Element, byte, 3));
        check([b'*', byte, b'^', b'~'], fragile(Component, byte, 104));
        check([b'*', b':', byte, b'~'], fragile(Repetition, byte, 82));
        check([b'*', b':', b'^', byte], fragile(Segment, byte, 105));
    }
}

#[test]
fn a_line_break_ends_segments_or_nothing() {
    let line_break = |role, byte, at| Some((IssueKind::DelimiterIsLineBreak { role, byte }, at));
    for byte in [b'\n', b'\r'] {
        check([byte, b':', b'^', b'~'], line_break(Element, byte, 3));
        check([b'*', byte, b'^', b'~'], line_break(Component, byte, 104));
        check([b'*', b':', byte, b'~'], line_break(Repetition, byte, 82));
    }
}

#[test]
fn the_next_interchange_is_read_by_its_own_delimiters() {
    let mut document = with(*b"*:^*");
    let at = document.len() as u64;
    document.extend_from_slice(&with(*b"*:^~"));
    document.extend_from_slice(b"\nnote");
    assert_eq!(issues(&document)[1..], [(IssueKind::TextOutsideInterchange, at + USUAL.len() as u64 + 1)]);
}
