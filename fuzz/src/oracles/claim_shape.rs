//! Claims and remittances lose nothing: X12 to `claim.v1` and `remittance.v1` to X12 gives the same bytes, whatever stands in the sets.

use x12_convert::{Shape, to_json, to_ndjson};

use super::segments_shape::restored;

/// The document comes back from its claims and remittances, and each line for one claim is JSON by itself.
pub fn check(document: &[u8]) {
    let mut json = Vec::new();
    if to_json(document, &mut json, Shape::Claim).is_ok() {
        assert_eq!(restored(&json).expect("our own JSON"), document);
    }
    let mut lines = Vec::new();
    if to_ndjson(document, &mut lines, Shape::Claim).is_ok() {
        let all = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        all.for_each(|line| assert!(serde_json::from_slice::<serde_json::Value>(line).is_ok(), "a line is no JSON"));
    }
}
