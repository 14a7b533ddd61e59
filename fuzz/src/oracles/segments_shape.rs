//! X12 to JSON to X12, as segments, gives the same bytes for any input that can be read at all.

use x12_convert::{Error, Shape, from_json, to_json, to_ndjson};

/// One object and lines both bring every byte back.
pub fn check(document: &[u8]) {
    let mut json = Vec::new();
    if to_json(document, &mut json, Shape::Segments).is_err() {
        return;
    }
    assert_eq!(restored(&json).expect("our own JSON"), document, "through one object");
    let mut lines = Vec::new();
    to_ndjson(document, &mut lines, Shape::Segments).expect("what became one object becomes lines");
    assert_eq!(restored(&lines).expect("our own lines"), document, "through lines");
}

/// X12 from our JSON.
pub(super) fn restored(json: &[u8]) -> Result<Vec<u8>, Error> {
    let mut document = Vec::new();
    from_json(json, &mut document)?;
    Ok(document)
}
