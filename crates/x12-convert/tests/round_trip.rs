//! X12 to JSON to X12 gives the same bytes: fixtures, damaged documents, and bytes of any kind.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::PathBuf;

use proptest::prelude::*;
use x12_convert::{Shape, Summary, from_json, to_json, to_ndjson};

/// The fixtures that follow their guides, by path.
fn fixtures() -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for guide in ["005010X222A1", "005010X221A1"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(guide).join("valid");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn there(document: &[u8], shape: Shape) -> (Vec<u8>, Summary) {
    let mut json = Vec::new();
    let summary = to_json(document, &mut json, shape).unwrap();
    (json, summary)
}

fn back(json: &[u8]) -> Vec<u8> {
    let mut document = Vec::new();
    from_json(json, &mut document).unwrap();
    document
}

#[track_caller]
fn check(document: &[u8]) {
    for shape in [Shape::Segments, Shape::Claim] {
        let (json, _) = there(document, shape);
        serde_json::from_slice::<serde_json::Value>(&json).unwrap();
        assert_eq!(String::from_utf8_lossy(&back(&json)), String::from_utf8_lossy(document), "{shape:?}");
        assert_eq!(back(&json), document);
    }
    let mut lines = Vec::new();
    to_ndjson(document, &mut lines, Shape::Segments).unwrap();
    assert_eq!(back(&lines), document);
}

#[test]
fn every_fixture_comes_back_byte_for_byte_from_its_words_alone() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 25, "{}", fixtures.len());
    for (path, document) in fixtures {
        check(&document);
        let (json, summary) = there(&document, Shape::Claim);
        assert_eq!((summary.sets_as_sent, summary.sets_as_segments), (0, 0), "{}", path.display());
        assert!(!String::from_utf8(json).unwrap().contains("\"unmapped\""), "{}", path.display());
    }
}

#[test]
fn a_document_cut_anywhere_comes_back() {
    let (_, document) = fixtures().into_iter().find(|(path, _)| path.ends_with("patient-is-dependent.x12")).unwrap();
    for length in 0..document.len() {
        check(document.get(..length).unwrap());
    }
}

#[test]
fn junk_blanks_and_bytes_that_are_no_text_come_back() {
    let (_, document) = fixtures().into_iter().find(|(path, _)| path.ends_with("subscriber-is-patient.x12")).unwrap();
    let text = String::from_utf8(document.clone()).unwrap();
    check(&[b"\xEF\xBB\xBF".as_slice(), &document].concat());
    check(&[b"From: someone\r\n\r\n".as_slice(), &document, b"\r\n -- \n", &document, b"\x1A"].concat());
    check(text.replace("~\n", "~\r\n\t ").as_bytes());
    check(text.replace("~\nSE", "~\n~~\nSE").replace("*TX*", "*TX**").as_bytes());
    check(text.replace("*F~", "*F*~").as_bytes());
    check(text.replace("HI*ABK", "HI*ABK:::").replace("SE*24*", "SE*7*").as_bytes());
    check(text.replace("CLM*PCN1*125*", "CLM*PCN1*125 *").replace("~\nLX", "  ~\nLX").as_bytes());
    let mut latin = document.clone();
    let at = latin.windows(3).position(|window| window == b"ROE").unwrap();
    latin[at + 1] = 0xD6;
    check(&latin);
    check(b"");
    check(b"\n\n");
}

#[test]
fn a_document_with_any_delimiters_comes_back() {
    let (_, document) = fixtures().into_iter().find(|(path, _)| path.ends_with("005010X222A1/valid/many-loops.x12")).unwrap();
    let usual = *b"*:^~";
    for role in 0..usual.len() {
        for byte in (b'A'..=b'Z').chain(*b"09 *:^~\n\r\t\0\x85\xC4") {
            let mut own = usual;
            own[role] = byte;
            let with_own = |byte: &u8| usual.iter().position(|usual| usual == byte).map_or(*byte, |role| own[role]);
            let bytes: Vec<u8> = document.iter().map(with_own).collect();
            check(&bytes);
            // A letter as ISA11 is no separator.
            if byte.is_ascii_alphabetic() && role != 2 {
                let (_, summary) = there(&bytes, Shape::Claim);
                assert_eq!((summary.claims, summary.sets_as_sent), (0, 0), "words cannot be written where {:?} is no word's letter", char::from(byte));
            }
        }
    }
}

#[test]
fn a_claim_that_was_changed_is_written_although_its_set_came_with_its_segments() {
    let (_, document) = fixtures().into_iter().find(|(path, _)| path.ends_with("subscriber-is-patient.x12")).unwrap();
    let wrong_count = String::from_utf8(document).unwrap().replace("SE*24*", "SE*7*");
    let (json, summary) = there(wrong_count.as_bytes(), Shape::Claim);
    assert_eq!(summary.sets_as_sent, 1);
    assert_eq!(back(&json), wrong_count.as_bytes());
    let changed = String::from_utf8(json).unwrap().replace("\"totalCharge\":\"125\"", "\"totalCharge\":\"130\"");
    let written = String::from_utf8(back(changed.as_bytes())).unwrap();
    assert!(written.contains("CLM*PCN1*130*") && written.contains("SE*24*"), "{written}");
}

#[test]
fn claims_without_their_levels_come_back_whatever_follows_the_set() {
    let start = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*^*00501*000000001*0*T*:~ST*837*0001*005010X222A1~CLM*A*1***11:B:1~CLM*A*1***11:B:1~SE*2*0001~";
    check(start.as_bytes());
    check(format!("{start}LX*1~").as_bytes());
}

#[test]
fn sets_of_other_guides_are_carried_as_segments() {
    let document = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*^*00501*000000001*0*T*:~GS*FA*A*B*20260101*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*1*1*1~SE*4*0001~GE*1*1~IEA*1*000000001~";
    let (json, summary) = there(document, Shape::Claim);
    assert_eq!(summary.sets_as_segments, 1);
    assert!(String::from_utf8(json).unwrap().contains(r#"{"segments":["#));
    check(document);
}

#[test]
fn lines_are_complete_in_themselves_and_make_a_document_again() {
    for (path, document) in fixtures() {
        // Data that holds one of the usual delimiters cannot be written with them.
        if path.ends_with("other-delimiters.x12") {
            continue;
        }
        let mut lines = Vec::new();
        let summary = to_ndjson(document.as_slice(), &mut lines, Shape::Claim).unwrap();
        let adjustments = u64::from(document.windows(4).any(|window| window == b"PLB*"));
        assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count() as u64, summary.claims + adjustments, "{}", path.display());
        let mut again = Vec::new();
        to_ndjson(back(&lines).as_slice(), &mut again, Shape::Claim).unwrap();
        if path.to_string_lossy().contains("X222A1") {
            assert_eq!(String::from_utf8(lines).unwrap(), String::from_utf8(again).unwrap(), "{}", path.display());
        }
    }
}

#[test]
fn json_of_no_shape_is_refused_with_a_reason() {
    for (json, reason) in [
        (r#"{"schema":"claim.v9"}"#, "none of"),
        (r#"{"schema":"claim.v1","patientControlNo":"A"}"#, "unknown field"),
        (r#"{"schema":"claim.v1"}"#, "submission"),
        (r#"{"events":[{"what":1}]}"#, "unknown key"),
        (r#"{"events":[["A",{"hex":"XY"}]]}"#, "stands for no bytes"),
        (r#"{"events":[["A"]"#, "EOF"),
        ("ISA*00*", "expected value"),
    ] {
        let error = from_json(json.as_bytes(), &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains(reason), "{json}: {error}");
    }
}

#[test]
fn the_output_of_a_shape_is_what_was_agreed() {
    for name in ["005010X222A1/valid/secondary-with-line-adjudication.x12", "005010X221A1/valid/contractual-and-copay.x12"] {
        let document = std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)).unwrap();
        let (json, _) = there(&document, Shape::Claim);
        let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
        insta::assert_json_snapshot!(name.replace('/', "-"), value);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn segments_of_any_kind_come_back(pieces in proptest::collection::vec(prop_oneof![
        Just(b"ST*837*0001*005010X222A1~".to_vec()), Just(b"SE*2*0001~".to_vec()), Just(b"CLM*A*1***11:B:1~".to_vec()), Just(b"HL*1**20*1~".to_vec()), Just(b"LX*1~".to_vec()),
        Just(b"ST*835*0001~".to_vec()), Just(b"CLP*A*1*1*1~".to_vec()), Just(b"IEA*1*1~".to_vec()), Just(b"GE*1*1~".to_vec()), Just(b"GS*HC*A*B*20260101*1200*1*X*005010X222A1~".to_vec()),
        Just(b"BIN*3*~*:~".to_vec()), Just(b"\n".to_vec()),
        Just(b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*^*00501*000000002*0*T*>|".to_vec()),
        proptest::collection::vec(prop_oneof![Just(b'*'), Just(b':'), Just(b'^'), Just(b'~'), Just(b' '), Just(b'A'), any::<u8>()], 0..20),
    ], 0..30)) {
        let start = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*^*00501*000000001*0*T*:~".to_vec();
        check(&[vec![start], pieces].concat().concat());
    }
}
