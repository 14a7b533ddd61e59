//! The same events come out however a document is cut: from a slice, from chunks of any size, from a stream.
//!
//! The chunk sizes follow from the bytes themselves, so that an input found once fails again.

use std::io::Read;

use x12_syntax::{Decoder, Event, Issue, Limits, SliceReader, StreamReader};

/// An event in a form that can be compared.
#[derive(Debug, PartialEq)]
enum Seen {
    Segment { raw: Vec<u8>, elements: Vec<Vec<Vec<Vec<u8>>>>, offset: u64, ordinal: u64, line: u64, column: u64 },
    Trivia(Vec<u8>, u64),
    Issue(Issue),
    Stopped(String),
}

/// Slice, chunks and stream agree on every event, the error at the end included.
pub fn check(document: &[u8]) {
    let limits = limits();
    let whole = from_slice(document, limits);
    for size in [1, 7, 3 + sum(document) % 120] {
        assert_eq!(from_chunks(document, size, limits), whole, "fed in chunks of {size} bytes");
        let trickle = Trickle { rest: document, size };
        assert_eq!(from_stream(trickle, limits), whole, "from a source that gives {size} bytes at a time");
    }
    assert_eq!(from_stream(document, limits), whole, "from a source that gives all there is");
}

/// Limits small enough for short inputs to reach them.
fn limits() -> Limits {
    Limits {
        segment_bytes: 2_000,
        element_bytes: 600,
        elements: 60,
        components: 20,
        binary_bytes: 500,
        interchanges: 20,
        groups: 20,
        sets: 20,
        levels: 20,
        level_depth: 3,
        control_numbers: 8,
    }
}

fn sum(document: &[u8]) -> usize {
    document.iter().map(|byte| usize::from(*byte)).sum()
}

/// A source that gives a few bytes at a time.
pub(super) struct Trickle<'d> {
    pub(super) rest: &'d [u8],
    pub(super) size: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let size = self.size.min(into.len());
        (&mut self.rest).take(size as u64).read(into)
    }
}

fn seen(event: &Event<'_>) -> Seen {
    match event {
        Event::Segment(segment) => {
            let position = segment.position(segment.offset());
            let parts =
                |element: x12_syntax::Element<'_>| element.repetitions().map(|one| one.components().map(|part| part.bytes().to_vec()).collect()).collect();
            let id = vec![vec![segment.id().to_vec()]];
            let elements = std::iter::once(id).chain(segment.elements().map(parts)).collect();
            Seen::Segment {
                raw: segment.raw().to_vec(),
                elements,
                offset: segment.offset(),
                ordinal: segment.ordinal(),
                line: position.line,
                column: position.column,
            }
        }
        Event::Trivia(trivia) => Seen::Trivia(trivia.bytes.to_vec(), trivia.offset),
        Event::Issue(issue) => Seen::Issue((**issue).clone()),
    }
}

fn from_slice(document: &[u8], limits: Limits) -> Vec<Seen> {
    let mut reader = SliceReader::with_limits(document, limits);
    let mut events = Vec::new();
    loop {
        match reader.next() {
            Ok(Some(event)) => events.push(seen(&event)),
            Ok(None) => return events,
            Err(error) => {
                events.push(Seen::Stopped(error.to_string()));
                return events;
            }
        }
    }
}

fn from_chunks(document: &[u8], size: usize, limits: Limits) -> Vec<Seen> {
    let mut decoder = Decoder::new(limits);
    let mut events = Vec::new();
    for chunk in document.chunks(size).map(Some).chain([None]) {
        match chunk {
            Some(chunk) => decoder.feed(chunk),
            None => decoder.finish(),
        }
        loop {
            match decoder.next() {
                Ok(Some(event)) => events.push(seen(&event)),
                Ok(None) => break,
                Err(error) => {
                    events.push(Seen::Stopped(error.to_string()));
                    return events;
                }
            }
        }
    }
    events
}

fn from_stream(source: impl Read, limits: Limits) -> Vec<Seen> {
    let mut reader = StreamReader::with_limits(source, limits);
    let mut events = Vec::new();
    loop {
        match reader.next() {
            Ok(Some(event)) => events.push(seen(&event)),
            Ok(None) => return events,
            Err(error) => {
                events.push(Seen::Stopped(error.to_string()));
                return events;
            }
        }
    }
}
