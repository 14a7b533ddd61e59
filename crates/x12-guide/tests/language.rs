//! The features of the guide language, each shown on a small guide.

use std::path::Path;

use x12_guide::model::{Child, LoopIx, Repeat, Usage};
use x12_guide::{Guide, GuideIssue, GuideSet, lint, load};

fn text(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language").join(name)).ok()
}

fn whole() -> Guide {
    load("whole.xml", &mut text).unwrap()
}

/// Loads a guide whose content, between the root tags, is `content`.
fn with_content(content: &str) -> Result<Guide, Vec<GuideIssue>> {
    let guide = format!(r#"<guide id="G" set="837" short="g" group="HC" name="G" base="base/tiny.xml">{content}</guide>"#);
    load("guide.xml", &mut |name| {
        if name == "guide.xml" { Some(guide.clone()) } else { text(name) }
    })
}

fn codes(issues: &[GuideIssue]) -> Vec<&str> {
    issues.iter().map(|issue| issue.code).collect()
}

/// The name and position of each child of a loop.
#[track_caller]
fn positions(guide: &Guide, path: &str) -> Vec<(String, u16)> {
    let children = &guide.loop_at(guide.find_loop(path).unwrap()).children;
    let place = |child: &Child| match *child {
        Child::Segment(ix) => (guide.segment_at(ix).key.clone(), guide.segment_at(ix).position),
        Child::Loop(ix) => (guide.loop_at(ix).id.clone(), guide.loop_at(ix).position),
    };
    children.iter().map(place).collect()
}

fn pairs(expected: &[(&str, u16)]) -> Vec<(String, u16)> {
    expected.iter().map(|&(name, position)| (name.to_owned(), position)).collect()
}

#[test]
fn the_whole_language_is_clean() {
    let issues: Vec<String> = lint("whole.xml", &mut text).iter().map(ToString::to_string).collect();
    assert!(issues.is_empty(), "{}", issues.join("\n"));
}

#[test]
fn the_guide_tag_says_what_the_guide_is_for() {
    let guide = whole();
    assert_eq!((guide.id.as_str(), guide.set.as_str(), guide.group.as_str()), ("TINY1", "837", "HC"));
    assert_eq!((guide.short.as_str(), guide.name.as_str()), ("tiny", "Tiny claim & more"));
    assert_eq!(guide.accepts, ["TINY", "TINY0"]);
    assert_eq!((guide.loop_at(LoopIx::ROOT).id.as_str(), guide.loop_at(LoopIx::ROOT).path.as_str()), ("ST", ""));
}

#[test]
fn a_definition_stands_whole_at_each_place_where_it_is_attached() {
    let guide = whole();
    let paths: Vec<&str> = guide.loops.iter().map(|one| one.path.as_str()).collect();
    let expected = [
        "",
        "2000A",
        "2000A/2000B",
        "2000A/2000B/2010",
        "2000A/2000B/2300",
        "2000A/2000B/2300/2310A",
        "2000A/2000B/2300/2310B",
        "2000A/2000B/2000C",
        "2000A/2000B/2000C/2300",
        "2000A/2000B/2000C/2300/2310A",
        "2000A/2000B/2000C/2300/2310B",
    ];
    assert_eq!(paths, expected);
    let of_subscriber = guide.loop_at(guide.find_loop("2000A/2000B/2300").unwrap());
    let of_patient = guide.loop_at(guide.find_loop("2000A/2000B/2000C/2300").unwrap());
    assert_eq!((of_subscriber.usage, of_subscriber.repeat, of_subscriber.name.as_str()), (Usage::Situational, Repeat(Some(100)), "Claim"));
    assert_eq!((of_patient.usage, of_patient.repeat, of_patient.name.as_str()), (Usage::Required, Repeat(Some(50)), "Claim of a patient"));
    assert_eq!(of_subscriber.children.len(), of_patient.children.len());
}

#[test]
fn every_index_points_at_what_it_says() {
    let guide = whole();
    for (index, one) in guide.loops.iter().enumerate() {
        for child in &one.children {
            match *child {
                Child::Segment(ix) => {
                    assert_eq!(usize::from(guide.segment_at(ix).loop_ix.0), index)
                }
                Child::Loop(ix) => assert_eq!(guide.loop_at(ix).parent.map(|parent| usize::from(parent.0)), Some(index)),
            }
        }
    }
    let placed: usize = guide.loops.iter().map(|one| one.children.len()).sum();
    assert_eq!(placed, guide.segments.len() + guide.loops.len() - 1);
}

#[test]
fn neighbours_of_one_segment_id_share_a_position() {
    let guide = whole();
    let claim = [("clm", 1), ("onset", 2), ("admission", 2), ("note", 3), ("second-note", 3), ("2310A", 4), ("2310B", 4)];
    assert_eq!(positions(&guide, "2000A/2000B/2300"), pairs(&claim));
    assert_eq!(positions(&guide, ""), pairs(&[("st", 1), ("2000A", 2), ("se", 3)]));
}

#[test]
fn the_segment_that_starts_a_loop_shares_its_position_with_none() {
    let party = [("nm1", 1), ("second-name", 2), ("third-name", 2)];
    assert_eq!(positions(&whole(), "2000A/2000B/2300/2310A"), pairs(&party));
}

#[test]
fn a_key_is_the_one_where_it_is_attached_else_the_one_of_the_definition_else_the_segment_id() {
    let guide = whole();
    let name = |path: &str, key: &str| guide.find_segment(path, key).map(|ix| guide.segment_at(ix).name.clone());
    assert_eq!(name("2000A", "first-street").as_deref(), Some("First street"));
    assert_eq!(name("2000A/2000B/2010", "street").as_deref(), Some("Street of a party"));
    assert_eq!(name("2000A/2000B/2010", "nm1").as_deref(), Some("Name"));
    assert_eq!(name("2000A/2000B/2010", "n3"), None);
}

#[test]
fn what_the_guide_leaves_unsaid_comes_from_the_base() {
    let guide = whole();
    let claim = guide.segment_at(guide.find_segment("2000A/2000B/2300", "clm").unwrap());
    assert_eq!(claim.elements.len(), 4);
    assert_eq!(claim.element(4), None);
    let described = |element, component| claim.describe(element, component).unwrap();
    assert_eq!(described(1, None), "CLM01 Patient control number: required, 1028 AN 1..20");
    assert_eq!(described(2, None), "CLM02 Amount: required, 782 R 1..18");
    assert_eq!(described(3, None), "CLM03 Place of service: required, C023");
    assert_eq!(described(3, Some(1)), "CLM03-1 Place: required, 1331 AN 1..2, from the list place-of-service");
    let party = guide.segment_at(guide.find_segment("2000A/2000B/2010", "nm1").unwrap());
    let name = party.describe(3, None).unwrap();
    assert_eq!(name, "NM103 Last name or organization: situational, 1035 AN 1..60");
    assert_eq!(claim.describe(3, Some(4)), None);
    assert_eq!(claim.describe(0, None), None);
}

#[test]
fn code_lists_of_base_pieces_and_guide_are_mixed_with_values() {
    let guide = whole();
    let values =
        |path: &str, key: &str, at: u8, component: Option<u8>| guide.segment_at(guide.find_segment(path, key).unwrap()).describe(at, component).unwrap();
    assert_eq!(values("2000A/2000B/2300", "clm", 3, Some(3)), "CLM03-3 Claim frequency: required, 1325 ID 1..1, one of 1 7 8");
    assert_eq!(values("2000A/2000B/2010", "nm1", 1, None), "NM101 Party role: required, 98 ID 2..3, one of IL QC 85");
    assert_eq!(values("2000A/2000B/2010", "nm1", 2, None), "NM102 Kind of party: required, 1065 ID 1..1, one of 1 2");
    assert_eq!(values("2000A/2000B/2300", "note", 3, None), "REF03 Text: required, 352 AN 1..80, one of TWO WORDS ONE");
}

#[test]
fn marked_values_become_discriminators() {
    let guide = whole();
    let onset = guide.segment_at(guide.find_segment("2000A/2000B/2300", "onset").unwrap());
    let [discriminator] = onset.discriminators.as_slice() else { panic!("one marked value, one discriminator") };
    assert_eq!((discriminator.element, discriminator.component), (1, None));
    assert!(discriminator.codes.contains(b"431") && !discriminator.codes.contains(b"435"));
    assert_eq!((onset.syntax.len(), onset.elements[0].as_ref().unwrap().mandatory), (0, true));
}

#[test]
fn a_definition_that_reaches_itself_is_reported_once() {
    let definitions = r#"<define>
        <loop id="A"><segment id="N3" usage="R"><element at="01" usage="R"/></segment><loop ref="B" usage="S"/></loop>
        <loop id="B"><segment id="N3" usage="R"><element at="01" usage="R"/></segment><loop ref="A" usage="S"/></loop>
    </define>"#;
    let issues = with_content(&format!(r#"<loop ref="A" usage="S"/><loop ref="A" usage="S"/>{definitions}"#)).unwrap_err();
    assert_eq!(codes(&issues), ["definition-cycle"]);
    assert_eq!(issues[0].line, 3);
}

#[test]
fn files_that_include_each_other_are_read_once() {
    let one = r#"<pieces><include file="two.xml"/></pieces>"#;
    let two = r#"<pieces><include file="one.xml"/><segment id="N3"><element at="01" usage="R"/></segment></pieces>"#;
    let guide = r#"<guide id="G" set="837" short="g" group="HC" name="G" base="base/tiny.xml">
        <include file="one.xml"/><segment ref="N3" usage="R"/></guide>"#;
    let mut asked = Vec::new();
    let loaded = load("guide.xml", &mut |name| {
        asked.push(name.to_owned());
        match name {
            "guide.xml" => Some(guide.to_owned()),
            "one.xml" => Some(one.to_owned()),
            "two.xml" => Some(two.to_owned()),
            _ => text(name),
        }
    });
    assert_eq!(loaded.unwrap().segments.len(), 1);
    assert_eq!(asked, ["guide.xml", "base/tiny.xml", "one.xml", "two.xml"]);
}

#[test]
fn a_guide_that_is_not_there_is_an_issue_of_its_own_file() {
    let issues = load("nowhere.xml", &mut |_| None).unwrap_err();
    assert_eq!(codes(&issues), ["file-not-found"]);
    assert_eq!((issues[0].file.as_str(), issues[0].line, issues[0].column), ("nowhere.xml", 1, 1));
}

#[test]
fn a_folder_adds_guides_and_stands_before_the_shipped_ones() {
    let own = |id: &str| {
        let guide = text("whole.xml").unwrap().replace("TINY1", id);
        let files = ["base/tiny.xml", "pieces/parties.xml", "pieces/address.xml"];
        let files = files.map(|name| (name.to_owned(), text(name).unwrap()));
        GuideSet::with_files(files.into_iter().chain([("acme.xml".to_owned(), guide)]))
    };
    let set = own("ACME1").unwrap();
    assert_eq!(set.find("837", "ACME1").unwrap().short, "tiny");
    assert_eq!(set.find("837", "TINY0").unwrap().short, "tiny");
    assert!(set.find("835", "ACME1").is_none());
    let shipped = own("005010X221A1").unwrap();
    assert_eq!(shipped.find("837", "005010X221A1").unwrap().short, "tiny");
}

#[test]
fn a_folder_may_build_on_the_shipped_base_and_its_mistakes_are_reported() {
    let guide = |usage: &str| {
        let text = format!(
            r#"<guide id="A" set="837" short="a" group="HC" name="A" base="base/005010.xml"><segment id="N3" usage="{usage}"><element at="01" usage="R"/></segment></guide>"#
        );
        GuideSet::with_files([("a.xml".to_owned(), text)])
    };
    assert_eq!(guide("R").unwrap().find("837", "A").unwrap().segments.len(), 1);
    assert_eq!(codes(&guide("Q").unwrap_err()), ["attribute-malformed"]);
}
