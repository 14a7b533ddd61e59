//! Claims and remittances lose nothing: X12 to `claim.v1` and `remittance.v1` to X12 gives the same bytes, whatever stands in the sets.

use x12_convert::{Error, Shape, to_json, to_ndjson};
use x12_syntax::{Event, SliceReader};

use super::segments_shape::restored;

/// The document comes back from its claims and remittances, and each line for one claim is JSON by itself.
pub fn check(document: &[u8]) {
    let mut json = Vec::new();
    if to_json(document, &mut json, Shape::Claim).is_ok() {
        match restored(&json) {
            Ok(back) => assert_eq!(back, document),
            // Nobody can send `ST` where `T` is a delimiter: such a set is refused by name, not changed.
            Err(Error::Write(_)) if parts_words(document) => {}
            Err(error) => panic!("our own JSON is refused: {error}"),
        }
    }
    let mut lines = Vec::new();
    if to_ndjson(document, &mut lines, Shape::Claim).is_ok() {
        let all = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        all.for_each(|line| assert!(serde_json::from_slice::<serde_json::Value>(line).is_ok(), "a line is no JSON"));
    }
}

/// Whether a delimiter of the document is a letter or digit, so that the names of segments are parted by it.
fn parts_words(document: &[u8]) -> bool {
    let mut reader = SliceReader::new(document);
    while let Ok(Some(event)) = reader.next() {
        if let Event::Segment(segment) = event {
            let delimiters = segment.delimiters();
            let bytes = [Some(delimiters.element), Some(delimiters.component), delimiters.repetition, Some(delimiters.segment)];
            if bytes.into_iter().flatten().any(|byte| byte.is_ascii_alphanumeric()) {
                return true;
            }
        }
    }
    false
}
