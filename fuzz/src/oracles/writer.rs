//! What the writer writes is read back as it was meant, and data that holds a delimiter is refused.
//!
//! The input is a list of segments: the bytes 0 to 3 end a segment, an element, a repetition and a component. Everything else is data.

use x12_syntax::{Delimiters, Element, Event, Limits, SegmentBuilder, SliceReader, WriteError, Writer};

/// The values of one segment: elements, repetitions, components.
type Values = Vec<Vec<Vec<Vec<u8>>>>;

const SETS: [Delimiters; 3] = [
    Delimiters::USUAL,
    Delimiters { element: b'|', component: b'>', repetition: Some(b'!'), segment: b'\n' },
    Delimiters { element: 0x1D, component: 0x1F, repetition: None, segment: b'\'' },
];

/// Whatever is written is read back; whatever is refused has a reason.
pub fn check(input: &[u8]) {
    for delimiters in SETS {
        check_with(input, delimiters);
    }
}

fn check_with(input: &[u8], delimiters: Delimiters) {
    let version: &[u8] = if delimiters.repetition.is_some() { b"00501" } else { b"00401" };
    let header: [&[u8]; 15] = [b"00", b"", b"00", b"", b"ZZ", b"SENDER", b"ZZ", b"RECEIVER", b"260101", b"1200", b"", version, b"000000001", b"0", b"T"];
    let mut writer = Writer::new(Vec::new(), delimiters);
    writer.write_interchange_header(&header).expect("a plain header fits");
    let mut written = Vec::new();
    for values in input.split(|byte| *byte == 0).map(values).take(50) {
        let refused = must_be_refused(&values, &delimiters);
        match writer.write(&builder(&values)) {
            Ok(()) => {
                assert!(!refused, "a delimiter was written as data");
                written.push(sent(&values));
            }
            Err(WriteError::DelimiterInData { .. }) => assert!(refused, "data without a delimiter was refused"),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(read_back(&writer.into_inner()), written);
}

/// Values as the separators of this oracle's input part them, behind an identifier of ours.
fn values(text: &[u8]) -> Values {
    let parted =
        |element: &[u8]| element.split(|byte| *byte == 2).map(|repetition| repetition.split(|byte| *byte == 3).map(<[u8]>::to_vec).collect()).collect();
    let id = vec![vec![b"ZZZ".to_vec()]];
    // The letters behind the last value keep white space in front of the terminator from being taken for padding.
    let guard = vec![vec![b"END".to_vec()]];
    std::iter::once(id).chain(text.split(|byte| *byte == 1).map(parted)).chain([guard]).collect()
}

fn builder(values: &Values) -> SegmentBuilder {
    let mut segment = SegmentBuilder::default();
    for (position, element) in values.iter().enumerate() {
        for (repetition, components) in element.iter().enumerate() {
            for (component, value) in components.iter().enumerate() {
                set(&mut segment, position, [repetition + 1, component + 1], value);
            }
        }
    }
    segment
}

fn set(segment: &mut SegmentBuilder, position: usize, [repetition, component]: [usize; 2], value: &[u8]) {
    if position == 0 {
        *segment = SegmentBuilder::new(&String::from_utf8_lossy(value));
    } else {
        segment.set(position, repetition, component, value);
    }
}

fn must_be_refused(values: &Values, delimiters: &Delimiters) -> bool {
    let repeats = values.iter().any(|element| element.len() > 1);
    (repeats && delimiters.repetition.is_none()) || values.iter().flatten().flatten().any(|value| delimiters.find_in(value).is_some())
}

/// The values without what is never sent: empty components at the end of a repetition.
fn sent(values: &Values) -> Values {
    let mut values = values.clone();
    for repetition in values.iter_mut().flatten() {
        while repetition.len() > 1 && repetition.last().is_some_and(Vec::is_empty) {
            repetition.pop();
        }
    }
    values
}

fn read_back(document: &[u8]) -> Vec<Values> {
    // What was written may be longer than a reader usually allows: that is not what is judged here.
    let most = document.len();
    let limits = Limits { segment_bytes: most, element_bytes: most, elements: most, components: most, ..Limits::default() };
    let mut reader = SliceReader::with_limits(document, limits);
    let mut read = Vec::new();
    while let Some(event) = reader.next().expect("within the limits") {
        if let Event::Segment(segment) = event
            && segment.id() != b"ISA"
        {
            let parts = |element: Element<'_>| element.repetitions().map(|one| one.components().map(|part| part.bytes().to_vec()).collect()).collect();
            read.push(std::iter::once(vec![vec![segment.id().to_vec()]]).chain(segment.elements().map(parts)).collect());
        }
    }
    read
}
