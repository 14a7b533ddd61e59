//! A read never throws bytes away: the raw bytes of all events, in order, are the document.

use x12_syntax::{Event, SliceReader};

/// What the events account for is the document, or its beginning if a limit stops the reader; offsets and lengths fit together.
pub fn check(document: &[u8]) {
    let mut reader = SliceReader::new(document);
    let mut written: Vec<u8> = Vec::with_capacity(document.len());
    let stopped = loop {
        match reader.next() {
            Ok(Some(event)) => {
                fits(&event, written.len(), document.len());
                written.extend_from_slice(event.raw());
            }
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    if stopped {
        assert!(document.starts_with(&written), "what was read before the limit is not the document's beginning");
    } else {
        assert_eq!(written, document, "bytes were lost or changed");
    }
}

/// An event lies where it says, inside the document.
fn fits(event: &Event<'_>, written: usize, whole: usize) {
    match event {
        Event::Segment(segment) => {
            assert_eq!(segment.raw_offset(), written as u64, "a segment is not where the last event ended");
            assert!(!segment.raw().is_empty(), "a segment of no bytes");
            let inside = segment.raw_offset()..=segment.raw_offset() + segment.raw().len() as u64;
            assert!(segment.elements().all(|element| inside.contains(&element.offset())), "an element lies outside its segment");
        }
        Event::Trivia(trivia) => assert_eq!(trivia.offset, written as u64, "trivia are not where the last event ended"),
        Event::Issue(issue) => assert!(issue.offset + issue.length <= whole as u64, "an issue is about bytes that do not exist: {issue:?}"),
    }
}
