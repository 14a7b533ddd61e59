//! Events with the line break of each interchange known at its header: the header is held back until the next event shows it.

use std::io::Read;

use x12_syntax::{Delimiters, Event, Segment, StreamReader};

use crate::encode;
use crate::error::Error;

/// What a shape is told, in the order of the document.
pub(crate) trait Sink {
    /// An interchange begins: its delimiters, its line break, and its header as JSON.
    fn interchange(&mut self, delimiters: Delimiters, line_break: &[u8], header: &[u8]) -> Result<(), Error>;
    /// A segment other than an interchange header.
    fn segment(&mut self, segment: &Segment<'_>, line_break: &[u8]) -> Result<(), Error>;
    /// Bytes that are no segment.
    fn raw(&mut self, bytes: &[u8]) -> Result<(), Error>;
}

/// Reads a document and tells a sink.
pub(crate) fn read(input: impl Read, sink: &mut impl Sink) -> Result<(), Error> {
    let mut reader = StreamReader::new(input);
    let mut line_break = Vec::new();
    let mut held: Option<(Delimiters, Vec<u8>)> = None;
    while let Some(event) = reader.next()? {
        if matches!(event, Event::Issue(_)) {
            continue;
        }
        if let Some((delimiters, header)) = held.take() {
            line_break = match &event {
                Event::Segment(segment) => segment.leading().to_vec(),
                _ => Vec::new(),
            };
            sink.interchange(delimiters, &line_break, &header)?;
        }
        match event {
            Event::Segment(segment) if segment.id() == b"ISA" => {
                let mut header = Vec::new();
                encode::put_segment(&mut header, &segment, b"");
                held = Some((segment.delimiters(), header));
            }
            Event::Segment(segment) => sink.segment(&segment, &line_break)?,
            Event::Trivia(trivia) => sink.raw(trivia.bytes)?,
            Event::Issue(_) => {}
        }
    }
    match held {
        Some((delimiters, header)) => sink.interchange(delimiters, b"", &header),
        None => Ok(()),
    }
}
