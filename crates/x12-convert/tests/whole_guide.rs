//! Every place of a guide has a word: a set with every loop, segment and element of the guide is told by claims or a remittance alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::maximal;
use x12_convert::{Shape, Summary, from_json, to_json};

#[track_caller]
fn check(set: &str, id: &str, claims: u64) {
    let document = maximal::document(set, id);
    let mut json = Vec::new();
    let summary = to_json(document.as_bytes(), &mut json, Shape::Claim).unwrap();
    let text = String::from_utf8(json.clone()).unwrap();
    for word in ["asSent", "unmapped"] {
        let around = text.find(word).map(|at| text[at.saturating_sub(300)..(at + 400).min(text.len())].to_owned());
        assert_eq!(around, None, "{word}");
    }
    assert_eq!(summary, Summary { interchanges: 1, segments: document.lines().count() as u64, claims, sets_as_segments: 0, sets_as_sent: 0 });
    let mut back = Vec::new();
    from_json(json.as_slice(), &mut back).unwrap();
    assert_eq!(String::from_utf8(back).unwrap(), document);
}

#[test]
fn every_place_of_the_professional_claim_has_a_word() {
    check("837", "005010X222A1", 4);
}

#[test]
fn every_place_of_the_remittance_has_a_word() {
    check("835", "005010X221A1", 4);
}
