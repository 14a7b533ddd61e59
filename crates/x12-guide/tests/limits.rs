//! A limit on everything: a guide that outgrows one is told so, and nothing else happens.

use std::fmt::Write as _;
use std::path::Path;

use x12_guide::limits::{
    MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_CHILDREN, MAX_CODES, MAX_EXPANDED_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_ISSUES, MAX_LOOP_DEPTH, MAX_TAG_DEPTH,
};
use x12_guide::{GuideIssue, lint, load};

const STREET: &str = r#"<segment id="N3" usage="R"><element at="01" usage="R"/></segment>"#;

fn base() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/base/tiny.xml")).unwrap()
}

fn guide(content: &str) -> String {
    format!(r#"<guide id="G" set="837" short="g" group="HC" name="G" base="base.xml">{content}</guide>"#)
}

fn issues_of(guide: &str) -> Vec<GuideIssue> {
    lint("g.xml", &mut |name| Some(if name == "g.xml" { guide.to_owned() } else { base() }))
}

#[track_caller]
fn check(content: &str, expected: &[&str]) {
    let found = issues_of(&guide(content));
    let codes: Vec<&str> = found.iter().map(|issue| issue.code).collect();
    assert_eq!(codes, expected, "{:?}", found.first());
}

/// Loop definitions in a chain, each attaching the next `times` over, and the loop that starts it.
fn chain(length: usize, times: usize) -> String {
    let mut text = String::from(r#"<loop ref="L0" usage="S"/><define>"#);
    for index in 0..length {
        let _ = write!(text, r#"<loop id="L{index}">{STREET}"#);
        for turn in 0..times {
            let _ = write!(text, r#"<loop id="X{turn}" usage="S">{STREET}<loop ref="L{}" usage="S"/></loop>"#, index + 1);
        }
        text.push_str("</loop>");
    }
    let _ = write!(text, r#"<loop id="L{length}">{STREET}</loop></define>"#);
    text
}

#[test]
fn definitions_that_multiply_stop_at_the_width_of_an_index() {
    let doubling = guide(&chain(MAX_LOOP_DEPTH / 2 - 1, 4));
    let found = load("g.xml", &mut |name| Some(if name == "g.xml" { doubling.clone() } else { base() })).unwrap_err();
    assert_eq!(found.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["guide-too-large"]);
}

#[test]
fn a_chain_of_definitions_stops_at_the_depth_of_loops() {
    check(&chain(MAX_LOOP_DEPTH, 1), &["loop-too-deep"]);
}

#[test]
fn tags_stop_at_their_depth() {
    let depth = MAX_TAG_DEPTH * 1_000;
    let open = format!(r#"<loop id="A" usage="S">{STREET}"#).repeat(depth);
    check(&format!("{open}{}", "</loop>".repeat(depth)), &["tag-too-deep"]);
}

#[test]
fn a_loop_stops_at_its_children() {
    let mut content = String::new();
    for index in 0..=MAX_CHILDREN {
        let _ = write!(content, r#"<segment id="N3" as="s{index}" usage="R"><element at="01" usage="R"/></segment>"#);
    }
    check(&content, &["loop-too-wide"]);
}

#[test]
fn an_attribute_stops_at_its_length() {
    check(&format!(r#"<loop ref="{}" usage="S"/>"#, "A".repeat(MAX_ATTRIBUTE_BYTES + 1)), &["attribute-too-long"]);
}

#[test]
fn a_tag_stops_at_its_attributes() {
    let many: String = (0..=MAX_ATTRIBUTES).map(|index| format!(r#" xsi:a{index}="""#)).collect();
    check(&format!("<define{many}/>"), &["attribute-too-many"]);
}

#[test]
fn an_element_stops_at_its_codes() {
    let codes = "1 ".repeat(MAX_CODES + 1);
    check(&format!(r#"<segment id="N3" usage="R"><element at="01" usage="R" codes="{codes}"/></segment>"#), &["code-too-many"]);
}

#[test]
fn segments_stop_at_the_memory_they_take() {
    let list: String = (0..MAX_CODES).map(|index| format!("{index} ")).collect();
    let mut definitions = String::new();
    for index in 0..MAX_EXPANDED_BYTES / MAX_CODES / size_of::<String>() {
        let _ = write!(definitions, r#"<segment as="s{index}" id="CLM"><element at="01" usage="R" codes="@long"/></segment>"#);
    }
    check(&format!(r#"{STREET}<define><codes id="long" values="{list}"/>{definitions}</define>"#), &["guide-too-large"]);
}

#[test]
fn a_file_stops_at_its_size() {
    check(&" ".repeat(MAX_FILE_BYTES), &["file-too-large"]);
}

#[test]
fn a_guide_stops_at_its_files() {
    let mut asked = 0;
    let found = lint("0", &mut |name| {
        asked += 1;
        let next = name.parse::<u64>().ok()? + 1;
        Some(match name {
            "0" => format!(r#"<guide id="G" set="837" short="g" group="HC" name="G" base="b"><include file="{next}"/></guide>"#),
            _ => format!(r#"<pieces><include file="{next}"/></pieces>"#),
        })
    });
    assert!(found.iter().any(|issue| issue.code == "file-too-many"), "{found:?}");
    assert!(asked <= MAX_FILES + 2, "{asked} files were asked for");
}

#[test]
fn issues_stop_at_a_number_that_a_person_can_read() {
    assert_eq!(issues_of(&guide(&"<x/>".repeat(MAX_ISSUES * 3))).len(), MAX_ISSUES);
}
