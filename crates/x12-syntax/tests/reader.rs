//! What every reader promises: the same events however the document is cut, and all of its bytes.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use proptest::prelude::*;
use x12_syntax::{Bound, Decoder, DelimiterRole, Envelope, Error, Event, Issue, IssueKind, Level, Limits, SliceReader, StreamReader};

const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~";
const BODY: &str = "GS*HC*A*B*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*X~SE*3*0001~GE*1*1~IEA*1*000000001~";

/// An event in a form that can be compared and kept.
#[derive(Debug, Clone, PartialEq)]
enum Kept {
    Segment { raw: Vec<u8>, elements: Vec<Vec<Vec<Vec<u8>>>>, offset: u64, ordinal: u64, line: u64, column: u64 },
    Trivia(Vec<u8>, u64),
    Issue(Issue),
    Error(String),
}

fn keep(event: &Event<'_>) -> Kept {
    match event {
        Event::Segment(segment) => {
            let position = segment.position(segment.offset());
            let parts = |element: x12_syntax::Element<'_>| {
                element.repetitions().map(|repetition| repetition.components().map(|part| part.bytes().to_vec()).collect()).collect()
            };
            check_elements(segment);
            let mut elements: Vec<Vec<Vec<Vec<u8>>>> = vec![vec![vec![segment.id().to_vec()]]];
            elements.extend(segment.elements().map(parts));
            Kept::Segment {
                raw: segment.raw().to_vec(),
                elements,
                offset: segment.offset(),
                ordinal: segment.ordinal(),
                line: position.line,
                column: position.column,
            }
        }
        Event::Trivia(trivia) => Kept::Trivia(trivia.bytes.to_vec(), trivia.offset),
        Event::Issue(issue) => Kept::Issue((**issue).clone()),
    }
}

/// The elements are the same in order and by position, and stand where they say.
fn check_elements(segment: &x12_syntax::Segment<'_>) {
    let parts = |element: &x12_syntax::Element<'_>| {
        element.repetitions().flat_map(|one| one.components().map(|part| (part.offset(), part.bytes().to_vec())).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(segment.elements().count(), segment.len());
    for (element, position) in segment.elements().zip(1..) {
        let same = segment.element(position).unwrap();
        assert_eq!((element.bytes(), element.offset(), parts(&element)), (same.bytes(), same.offset(), parts(&same)));
        assert_eq!(segment.value(position), element.bytes());
        assert_eq!(segment.is_simple(position), element.is_simple());
        let repeats = element.repetitions().count() > 1;
        let components = element.component_values().map(|values| values.map(<[u8]>::to_vec).collect::<Vec<_>>());
        assert_eq!(components, (!repeats).then(|| element.components().map(|part| part.bytes().to_vec()).collect()));
        for (offset, bytes) in parts(&element) {
            let from = (offset - segment.raw_offset()) as usize;
            assert!(bytes.is_empty() || segment.raw()[from..].starts_with(&bytes));
        }
    }
    assert!(segment.element(0).is_none() && segment.element(segment.len() + 1).is_none());
    assert!(segment.values().eq(segment.elements().map(|element| element.bytes())));
    assert!(!segment.is_flat() || segment.elements().all(|element| element.is_simple()));
    assert!(!segment.is_printable() || segment.text().iter().all(|byte| matches!(byte, b' '..=b'~')));
    assert_eq!(segment.raw_len(), segment.raw().len());
}

/// The line and column of an offset, counted from the beginning.
fn counted(document: &[u8], offset: u64) -> (u64, u64) {
    let before = &document[..offset as usize];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    (1 + before.iter().filter(|byte| **byte == b'\n').count() as u64, (before.len() - line_start) as u64 + 1)
}

/// The places of some segments, when those of the others are not asked for.
fn check_lines(document: &[u8], limits: Limits, every: u64) {
    let mut reader = StreamReader::with_limits(document, limits);
    while let Ok(Some(event)) = reader.next() {
        if let Event::Segment(segment) = event
            && segment.ordinal().is_multiple_of(every)
        {
            let last = segment.offset() + segment.text().len() as u64;
            for offset in [segment.offset(), last] {
                let position = segment.position(offset);
                assert_eq!((position.line, position.column), counted(document, offset), "offset {offset}, every {every}");
            }
        }
    }
}

fn from_slice(document: &[u8], limits: Limits) -> Vec<Kept> {
    let mut reader = SliceReader::with_limits(document, limits);
    let mut kept = Vec::new();
    loop {
        match reader.next() {
            Ok(Some(event)) => kept.push(keep(&event)),
            Ok(None) => return kept,
            Err(error) => {
                kept.push(Kept::Error(error.to_string()));
                return kept;
            }
        }
    }
}

fn from_chunks(document: &[u8], size: usize, limits: Limits) -> Vec<Kept> {
    let mut decoder = Decoder::new(limits);
    let mut kept = Vec::new();
    for chunk in document.chunks(size).map(Some).chain([None]) {
        match chunk {
            Some(chunk) => decoder.feed(chunk),
            None => decoder.finish(),
        }
        loop {
            match decoder.next() {
                Ok(Some(event)) => kept.push(keep(&event)),
                Ok(None) => break,
                Err(error) => {
                    kept.push(Kept::Error(error.to_string()));
                    return kept;
                }
            }
        }
    }
    kept
}

fn from_stream(document: &[u8], limits: Limits) -> Vec<Kept> {
    let mut reader = StreamReader::with_limits(document, limits);
    let mut kept = Vec::new();
    loop {
        match reader.next() {
            Ok(Some(event)) => kept.push(keep(&event)),
            Ok(None) => return kept,
            Err(error) => {
                kept.push(Kept::Error(error.to_string()));
                return kept;
            }
        }
    }
}

fn bytes_of(kept: &[Kept]) -> Vec<u8> {
    kept.iter()
        .flat_map(|event| match event {
            Kept::Segment { raw, .. } | Kept::Trivia(raw, _) => raw.clone(),
            Kept::Issue(_) | Kept::Error(_) => Vec::new(),
        })
        .collect()
}

/// The three readers agree, whatever the chunks, and account for every byte.
#[track_caller]
fn check_invariants(document: &[u8]) -> Vec<Kept> {
    let limits = Limits { segment_bytes: 4 << 10, ..Limits::default() };
    let whole = from_slice(document, limits);
    if !matches!(whole.last(), Some(Kept::Error(_))) {
        assert_eq!(bytes_of(&whole), document, "bytes were lost");
    }
    for size in [1, 2, 7, 105, 4096] {
        assert_eq!(from_chunks(document, size, limits), whole, "chunks of {size}");
    }
    assert_eq!(from_stream(document, limits), whole, "as a stream");
    [1, 2, 5].into_iter().for_each(|every| check_lines(document, limits, every));
    whole
}

fn issues(document: &[u8]) -> Vec<(IssueKind, u64)> {
    let mut found: Vec<Issue> = Vec::new();
    for event in check_invariants(document) {
        if let Kept::Issue(issue) = event {
            found.push(issue);
        }
    }
    let mut envelope = Envelope::new(Limits::default());
    let mut reader = SliceReader::new(document);
    let mut ordinal = 1;
    while let Ok(Some(event)) = reader.next() {
        if let Event::Segment(segment) = event {
            envelope.place(&segment, &mut found).unwrap();
            ordinal = segment.ordinal() + 1;
        }
    }
    envelope.finish(document.len() as u64, x12_syntax::Position::START, ordinal, &mut found);
    found.into_iter().map(|issue| (issue.kind, issue.offset)).collect()
}

fn document() -> String {
    format!("{ISA}{BODY}")
}

fn segment_ids(document: &[u8]) -> Vec<String> {
    check_invariants(document)
        .into_iter()
        .filter_map(|event| match event {
            Kept::Segment { elements, .. } => Some(String::from_utf8_lossy(&elements[0][0][0]).into_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_clean_document_has_no_issues() {
    assert_eq!(issues(document().as_bytes()), []);
}

#[test]
fn every_terminator_is_taken_from_the_isa() {
    for terminator in ["\n", "\r", "|", "\x1c", "'"] {
        let byte = terminator.as_bytes()[0];
        let mut text = document().into_bytes();
        text.iter_mut().filter(|byte| **byte == b'~').for_each(|at| *at = byte);
        assert_eq!(issues(&text), [], "{terminator:?}");
        assert_eq!(segment_ids(&text), ["ISA", "GS", "ST", "BHT", "SE", "GE", "IEA"]);
    }
    let with_breaks = document().replace('~', "\r\n");
    assert_eq!(issues(with_breaks.as_bytes()), []);
}

#[test]
fn line_breaks_and_blanks_around_terminators_belong_to_no_element() {
    let behind = document().replace('~', "~\r\n  ");
    assert_eq!(issues(behind.as_bytes()), []);
    let before = document().replace("*X~", "*X \r\n~");
    let at = before.find(" \r\n~").unwrap() as u64;
    assert_eq!(issues(before.as_bytes()), [(IssueKind::PaddingBeforeTerminator, at)]);
    assert!(check_invariants(before.as_bytes()).iter().any(|event| matches!(event, Kept::Segment { elements, .. } if elements.last().unwrap()[0][0] == b"X")));
}

#[test]
fn a_byte_order_mark_and_text_outside_are_reported_and_kept() {
    let marked = format!("\u{FEFF}{}", document());
    assert_eq!(issues(marked.as_bytes()), [(IssueKind::ByteOrderMark, 0)]);
    let around = format!("To: payer\n{}trailing note\n", document());
    let end = (around.len() - "trailing note\n".len()) as u64;
    assert_eq!(issues(around.as_bytes()), [(IssueKind::TextOutsideInterchange, 0), (IssueKind::TextOutsideInterchange, end)]);
}

#[test]
fn interchanges_may_differ_in_all_delimiters() {
    let second = document().replace('*', "|").replace(':', ">").replace('~', "\n").replace('^', "!").replace("000000001", "000000002");
    let both = format!("{}\n\n{}", document(), second);
    assert_eq!(issues(both.as_bytes()), []);
    assert_eq!(segment_ids(both.as_bytes()).len(), 14);
}

#[test]
fn a_ta1_stands_between_isa_and_gs_or_alone() {
    let ta1 = "TA1*000000009*260101*1200*A*000~";
    assert_eq!(issues(format!("{ISA}{ta1}IEA*0*000000001~").as_bytes()), []);
    assert_eq!(issues(format!("{ISA}{ta1}{BODY}").as_bytes()), []);
    let late = format!("{ISA}{}", BODY.replace("IEA", &format!("{ta1}IEA")));
    assert_eq!(issues(late.as_bytes()), [(IssueKind::InterchangeAcknowledgmentMisplaced, late.find("TA1").unwrap() as u64)]);
}

#[test]
fn the_letters_of_envelope_segments_may_stand_in_data() {
    let text = document().replace("BHT*0019*00*X~", "NM1*IL*1*ISA*IEA~ISAAC*1~");
    let text = text.replace("SE*3", "SE*4");
    let at = text.find("ISAAC").unwrap() as u64;
    assert_eq!(issues(text.as_bytes()), [(IssueKind::SegmentIdMalformed, at)]);
}

#[test]
fn a_document_cut_at_any_byte_gives_one_issue_and_keeps_its_bytes() {
    let text = document();
    for cut in 1..text.len() {
        let found = issues(&text.as_bytes()[..cut]);
        assert_eq!(found.len(), 1, "cut at {cut}: {found:?}");
    }
    assert_eq!(issues(b""), [(IssueKind::NoInterchange, 0)]);
    assert_eq!(issues(b"GS*HC~"), [(IssueKind::TextOutsideInterchange, 0), (IssueKind::NoInterchange, 6)]);
}

#[test]
fn missing_trailers_are_reported_once_for_the_outermost() {
    let number = |text: &str| text.to_owned();
    let missing = |level, control_number| IssueKind::TrailerMissing { level, control_number };
    let no_se = document().replace("SE*3*0001~", "");
    assert_eq!(issues(no_se.as_bytes()), [(missing(Level::Set, number("0001")), no_se.find("GE*").unwrap() as u64)]);
    let no_ge = document().replace("GE*1*1~", "");
    assert_eq!(issues(no_ge.as_bytes()), [(missing(Level::Group, number("1")), no_ge.find("IEA*").unwrap() as u64)]);
    let no_iea = document().replace("IEA*1*000000001~", "");
    assert_eq!(issues(no_iea.as_bytes()), [(missing(Level::Interchange, number("000000001")), no_iea.len() as u64)]);
    let none = document().replace("SE*3*0001~GE*1*1~IEA*1*000000001~", "");
    assert_eq!(issues(none.as_bytes()).len(), 1);
    let two = format!("{}{}", no_iea, document().replace("000000001", "000000002"));
    assert_eq!(issues(two.as_bytes()), [(missing(Level::Interchange, number("000000001")), no_iea.len() as u64)]);
}

#[test]
fn missing_headers_are_reported_once_at_the_first_segment_that_lacks_them() {
    let no_st = document().replace("ST*837*0001*005010X222A1~", "");
    assert_eq!(issues(no_st.as_bytes()), [(IssueKind::SegmentOutsideEnvelope, no_st.find("BHT").unwrap() as u64)]);
    let no_gs = document().replace("GS*HC*A*B*20260101*1200*1*X*005010X222A1~", "").replace("GE*1*1~", "").replace("IEA*1", "IEA*0");
    assert_eq!(issues(no_gs.as_bytes()), [(IssueKind::SegmentOutsideEnvelope, no_gs.find("ST*").unwrap() as u64)]);
}

#[test]
fn counts_and_control_numbers_are_compared_with_the_header() {
    let count = document().replace("SE*3", "SE*9");
    let at = count.find("SE*9").unwrap() as u64 + 3;
    assert_eq!(issues(count.as_bytes()), [(IssueKind::CountWrong { level: Level::Set, declared: "9".into(), counted: 3 }, at)]);
    for absurd in ["-3", "+3", "1e9", "99999999999999999999999999999999"] {
        assert_eq!(issues(document().replace("SE*3", &format!("SE*{absurd}")).as_bytes()).len(), 1, "{absurd}");
    }
    let number = document().replace("GE*1*1~", "GE*1*2~");
    assert_eq!(issues(number.as_bytes()).len(), 1);
    let repeated = format!("{}{}", document(), document());
    assert_eq!(
        issues(repeated.as_bytes()),
        [(IssueKind::ControlNumberRepeated { level: Level::Interchange, control_number: "000000001".into() }, document().len() as u64 + 90)]
    );
}

#[test]
fn a_line_break_that_separates_components_is_no_blank() {
    let text = document().replace(':', "\n").replace("BHT", "\nREF");
    assert_eq!(issues(text.as_bytes()), [(IssueKind::DelimiterIsLineBreak { role: DelimiterRole::Component, byte: b'\n' }, 104)]);
    assert!(segment_ids(text.as_bytes()).contains(&"\nREF".to_owned()), "the line break belongs to the identifier");
}

#[test]
fn empty_segments_are_reported_and_blank_lines_are_not() {
    let empty = document().replace("BHT", "~~BHT");
    let at = empty.find("~~~").unwrap() as u64;
    assert_eq!(issues(empty.as_bytes()), [(IssueKind::SegmentEmpty, at + 1)], "many in a row are one fault");
    let apart = empty.replace("SE*3", "~SE*3");
    assert_eq!(issues(apart.as_bytes()).len(), 2);
    let lines = document().replace('~', "\n").replace("BHT", "\n\n\nBHT");
    assert_eq!(issues(lines.as_bytes()), []);
}

#[test]
fn trailing_separators_are_reported_where_they_begin() {
    let text = document().replace("*00*X~", "*00*X***~");
    assert_eq!(issues(text.as_bytes()), [(IssueKind::TrailingSeparators, text.find("***~").unwrap() as u64)]);
}

#[test]
fn binary_data_is_taken_by_its_declared_length() {
    let binary = |segment: &str| document().replace("BHT*0019*00*X~", &format!("{segment}~"));
    for good in ["BIN*9*~*:^\nISA*", "BDS*B64*9*~*:^\nISA*", "BIN*0*"] {
        assert_eq!(issues(binary(good).as_bytes()).into_iter().filter(|(kind, _)| *kind != IssueKind::TrailingSeparators).collect::<Vec<_>>(), [], "{good:?}");
        assert_eq!(segment_ids(binary(good).as_bytes()).len(), 7);
    }
    assert!(matches!(issues(binary("BIN*X*abc").as_bytes())[..], [(IssueKind::BinaryLengthNotANumber, _)]));
    for lie in ["BIN*2*abc", "BIN*4*abc", "BIN*100000*abc"] {
        assert!(matches!(issues(binary(lie).as_bytes())[..], [(IssueKind::BinaryLengthWrong { .. }, _)]), "{lie}");
    }
    assert!(matches!(issues(binary("BIN*-3*abc").as_bytes())[..], [(IssueKind::BinaryLengthNotANumber, _)]));
}

#[test]
fn control_numbers_repeat_only_within_their_scope() {
    let set = "ST*837*0001*005010X222A1~BHT*0019*00*X~SE*3*0001~";
    let twice = document().replace(set, &format!("{set}{set}")).replace("GE*1*1", "GE*2*1");
    assert!(matches!(issues(twice.as_bytes())[..], [(IssueKind::ControlNumberRepeated { level: Level::Set, .. }, _)]));
    let group = &BODY[..BODY.find("IEA").unwrap()];
    let other = group.replace("*1*X*", "*2*X*").replace("GE*1*1", "GE*1*2");
    let two_groups = document().replace(group, &format!("{group}{other}")).replace("IEA*1", "IEA*2");
    assert_eq!(issues(two_groups.as_bytes()), []);
}

#[test]
fn limits_hold_at_exactly_their_value() {
    let with = |segment: &str| document().replace("BHT*0019*00*X~", segment);
    let outcome = |segment: &str, limits: Limits| {
        let text = with(segment);
        let whole = from_slice(text.as_bytes(), limits);
        assert_eq!(from_chunks(text.as_bytes(), 3, limits), whole);
        let mut reader = SliceReader::with_limits(text.as_bytes(), limits);
        loop {
            match reader.next() {
                Ok(Some(_)) => {}
                Ok(None) => return None,
                Err(Error::Limit { what, offset, .. }) => return Some((what, offset - text.find(&segment[..3]).unwrap() as u64)),
                Err(other) => panic!("{other}"),
            }
        }
    };
    let usual = Limits::default();
    for (size, expected) in [(199, None), (200, None), (201, Some((Bound::SegmentBytes, 0)))] {
        let segment = format!("NTE*ADD*{}~", "A".repeat(size - 9));
        assert_eq!(outcome(&segment, Limits { segment_bytes: 200, ..usual }), expected, "{size} bytes");
    }
    for (size, expected) in [(119, None), (120, None), (121, Some((Bound::ElementBytes, 8)))] {
        let segment = format!("NTE*ADD*{}~", "A".repeat(size));
        assert_eq!(outcome(&segment, Limits { element_bytes: 120, ..usual }), expected, "{size} bytes");
    }
    for (count, expected) in [(9, None), (10, None), (11, Some((Bound::Elements, 0)))] {
        let segment = format!("NTE{}~", "*A".repeat(count));
        assert_eq!(outcome(&segment, Limits { elements: 10, ..usual }), expected, "{count} elements");
    }
    for (count, expected) in [(9, None), (10, None), (11, Some((Bound::Components, 4)))] {
        let segment = format!("NTE*{}~", vec!["AB"; count].join(":"));
        assert_eq!(outcome(&segment, Limits { components: 10, ..usual }), expected, "{count} components");
    }
    for (count, expected) in [(4, None), (5, None), (6, Some((Bound::BinaryBytes, 6)))] {
        let segment = format!("BIN*{count}*{}~", "~".repeat(count));
        assert_eq!(outcome(&segment, Limits { binary_bytes: 5, ..usual }), expected, "{count} bytes of binary data");
    }
}

/// A source of the same bytes over and over: a large document that takes no memory.
struct Repeated {
    piece: &'static [u8],
    left: usize,
    at: usize,
}

impl std::io::Read for Repeated {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let size = into.len().min(self.left);
        for to in &mut into[..size] {
            *to = self.piece[self.at % self.piece.len()];
            self.at += 1;
        }
        self.left -= size;
        Ok(size)
    }
}

/// Segments, issues, and the bytes accounted for of an interchange that goes on with `piece` for `size` bytes.
fn stream_of(piece: &'static [u8], size: usize) -> Result<(u64, u64, u64), Error> {
    let source = std::io::Read::chain(ISA.as_bytes(), Repeated { piece, left: size, at: 0 });
    let mut reader = StreamReader::new(source);
    let (mut segments, mut issues, mut bytes) = (0, 0, 0);
    while let Some(event) = reader.next()? {
        bytes += event.raw().len() as u64;
        match event {
            Event::Segment(_) => segments += 1,
            Event::Issue(_) => issues += 1,
            Event::Trivia(_) => {}
        }
    }
    Ok((segments, issues, bytes - ISA.len() as u64))
}

#[test]
fn millions_of_tiny_segments_are_read_as_a_stream() {
    let size = 3 << 20;
    assert_eq!(stream_of(b"~", size).unwrap(), (1, 1, size as u64), "a run of empty segments is one issue");
    assert_eq!(stream_of(b"A~", size).unwrap(), (1 + (size / 2) as u64, (size / 2) as u64, size as u64));
    assert_eq!(stream_of(b"\n", size).unwrap(), (1, 0, size as u64));
}

#[test]
fn a_gigabyte_without_a_terminator_stops_at_the_limit() {
    for piece in [b"A".as_slice(), b"*", b":", b"^", b"*A"] {
        let stopped = stream_of(piece, 1 << 30);
        assert!(matches!(stopped, Err(Error::Limit { what: Bound::SegmentBytes, offset: 106, .. })), "{stopped:?}");
    }
}

/// Reads a document through the envelope; where it stops, what there is too much of and where.
fn envelope_outcome(document: &[u8], limits: Limits) -> Option<(Bound, u64)> {
    let mut envelope = Envelope::new(limits);
    let mut reader = SliceReader::with_limits(document, limits);
    let stopped = |error: Error| match error {
        Error::Limit { what, offset, .. } => Some((what, offset)),
        other => panic!("{other}"),
    };
    loop {
        match reader.next() {
            Ok(Some(Event::Segment(segment))) => {
                if let Err(error) = envelope.place(&segment, &mut Vec::new()) {
                    return stopped(error);
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => return None,
            Err(error) => return stopped(error),
        }
    }
}

#[test]
fn interchanges_groups_and_sets_are_limited_at_exactly_their_value() {
    let usual = Limits::default();
    let set = |number: usize| format!("ST*837*{number:04}*005010X222A1~SE*2*{number:04}~");
    let sets = |count: usize| (1..=count).map(set).collect::<String>();
    let group = |number: usize, sets: &str, count: usize| format!("GS*HC*A*B*20260101*1200*{number}*X*005010X222A1~{sets}GE*{count}*{number}~");
    let nth = |text: &str, needle: &str, number: usize| text.match_indices(needle).nth(number - 1).map(|(at, _)| at as u64).unwrap();
    for count in [4, 5, 6] {
        let beyond = |what, at: u64| (count > 5).then_some((what, at));
        let text: String = (1..=count).map(|number| format!("\n{}IEA*0*{number:09}~", ISA.replace("000000001", &format!("{number:09}")))).collect();
        let expected = (count > 5).then(|| (Bound::Interchanges, nth(&text, "ISA*", 6)));
        assert_eq!(envelope_outcome(text.as_bytes(), Limits { interchanges: 5, ..usual }), expected, "{count} interchanges");

        let groups: String = (1..=count).map(|number| group(number, &sets(1), 1)).collect();
        let text = format!("{ISA}{groups}IEA*{count}*000000001~");
        let at = if count > 5 { nth(&text, "GS*", 6) } else { 0 };
        assert_eq!(envelope_outcome(text.as_bytes(), Limits { groups: 5, ..usual }), beyond(Bound::Groups, at), "{count} groups");

        let text = format!("{ISA}{}IEA*1*000000001~", group(1, &sets(count), count));
        let at = if count > 5 { nth(&text, "ST*", 6) } else { 0 };
        assert_eq!(envelope_outcome(text.as_bytes(), Limits { sets: 5, ..usual }), beyond(Bound::Sets, at), "{count} sets");
        // Each group counts its own sets, and each interchange its own groups.
        let twice: String = (1..=2).map(|number| group(number, &sets(4), 4)).collect();
        assert_eq!(envelope_outcome(format!("{ISA}{twice}IEA*2*000000001~").as_bytes(), Limits { sets: 5, ..usual }), None);
    }
}

#[test]
fn a_document_without_terminators_is_not_buffered_whole() {
    let text = format!("{ISA}{}", "A".repeat(10 << 20));
    let mut reader = StreamReader::new(text.as_bytes());
    assert!(matches!(reader.next(), Ok(Some(Event::Segment(_)))));
    assert!(matches!(reader.next(), Err(Error::Limit { what: Bound::SegmentBytes, offset: 106, .. })));
}

#[test]
fn what_is_printable_is_told_wherever_it_was_looked_for() {
    let text = document().replace("BHT*0019*00*X", "BHT*0019*00*X\u{e9}*\t");
    let mut reader = SliceReader::new(text.as_bytes());
    let mut found = Vec::new();
    while let Some(event) = reader.next().unwrap() {
        if let Event::Segment(segment) = event {
            found.push((String::from_utf8_lossy(segment.id()).into_owned(), segment.is_printable()));
        }
    }
    let found: Vec<(&str, bool)> = found.iter().map(|(id, printable)| (id.as_str(), *printable)).collect();
    // Of an ISA, which stands where it stands, nothing is said.
    assert_eq!(found, [("ISA", false), ("GS", true), ("ST", true), ("BHT", false), ("SE", true), ("GE", true), ("IEA", true)]);
}

#[test]
fn lines_and_columns_are_those_an_editor_shows() {
    let text = document().replace('~', "~\n");
    let places: Vec<(u64, u64)> = check_invariants(text.as_bytes())
        .into_iter()
        .filter_map(|event| match event {
            Kept::Segment { line, column, .. } => Some((line, column)),
            _ => None,
        })
        .collect();
    assert_eq!(places, (1..=7).map(|line| (line, 1)).collect::<Vec<_>>());
}

fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just(b"*".to_vec()), 4 => Just(b"~".to_vec()), 2 => Just(b":".to_vec()), 2 => Just(b"^".to_vec()), 2 => Just(b"\n".to_vec()), 1 => Just(b"\r".to_vec()), 1 => Just(b" ".to_vec()),
        2 => Just(ISA.as_bytes().to_vec()), 1 => Just(ISA.replace('*', "|").replace('~', "\n").into_bytes()), 1 => Just(ISA.as_bytes()[..60].to_vec()), 1 => Just(ISA.replace("SENDER   ", "S").into_bytes()),
        2 => Just(BODY.as_bytes().to_vec()), 1 => Just(b"BIN*3*".to_vec()), 1 => Just(b"IEA*1*000000001~".to_vec()), 1 => Just(b"ISA".to_vec()), 1 => Just(b"I".to_vec()), 1 => Just(b"BDS*A*9*".to_vec()),
        3 => proptest::collection::vec(any::<u8>(), 1..6), 3 => "[A-Z0-9]{1,8}".prop_map(String::into_bytes), 1 => Just(vec![b' '; 5000]), 1 => Just(vec![b'x'; 5000]),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn any_bytes_give_the_same_events_however_they_are_cut(document in soup()) {
        check_invariants(&document);
        issues(&document);
    }

    #[test]
    fn a_document_cut_and_patched_anywhere_is_read_to_its_end(at in 0usize..220, byte in any::<u8>()) {
        let mut text = document().into_bytes();
        let at = at % text.len();
        text[at] = byte;
        check_invariants(&text);
    }
}
