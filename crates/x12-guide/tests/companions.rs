//! Companion guides: what the shipped examples say, and broken ones, each with the places that the lint points at.

use std::path::Path;

use x12_guide::{PartnerCondition, PartnerDemand, PartnerTest, lint_companion, load_companion, shipped};

/// File, then code, line and column of each issue.
type Row = (&'static str, &'static [(&'static str, u32, u32)]);

/// Code, line and column of each issue of a file.
type Issues = Vec<(&'static str, u32, u32)>;

const TABLE: &[Row] = &[
    ("code-length.xml", &[("code-length", 3, 27)]),
    ("codes-of-rules.xml", &[("code-repeated", 4, 33), ("key-malformed", 5, 33)]),
    ("codes-widened.xml", &[("guide-widened", 3, 27), ("guide-widened", 4, 27)]),
    ("condition-malformed.xml", &[("condition-malformed", 3, 33), ("condition-malformed", 4, 33)]),
    ("condition-path-unknown.xml", &[("path-unknown", 3, 33), ("path-unknown", 4, 33)]),
    ("demand-missing.xml", &[("demand-missing", 3, 3)]),
    ("demand-without-value.xml", &[("demand-without-value", 3, 23), ("demand-without-value", 4, 25)]),
    ("guide-not-found.xml", &[("guide-not-found", 2, 22)]),
    ("lengths-widened.xml", &[("guide-widened", 3, 25), ("guide-widened", 4, 27), ("length-reversed", 5, 25)]),
    ("not-well-formed.xml", &[("not-well-formed", 4, 1)]),
    ("path-unknown.xml", &[("path-unknown", 3, 7), ("path-unknown", 4, 7), ("path-unknown", 5, 7), ("path-unknown", 6, 7)]),
    ("repeat-widened.xml", &[("guide-widened", 3, 24), ("rule-without-effect", 4, 24), ("repeat-beyond-base", 5, 25)]),
    ("required-not-used.xml", &[("required-not-used", 3, 23), ("required-not-used", 4, 25), ("required-not-used", 5, 21)]),
    ("root-unexpected.xml", &[("root-unexpected", 2, 1)]),
    ("rule-without-effect.xml", &[("rule-without-effect", 3, 25)]),
    ("rules-contradict.xml", &[("rules-contradict", 4, 27)]),
    ("set-ambiguous.xml", &[("set-ambiguous", 2, 22)]),
    ("set-of-another-guide.xml", &[("guide-not-found", 2, 43)]),
    ("usage-widened.xml", &[("attribute-malformed", 3, 25)]),
    ("words.xml", &[("attribute-missing", 2, 1), ("tag-unknown", 3, 3), ("attribute-missing", 4, 3), ("attribute-unknown", 5, 25)]),
];

fn text(folder: &str, name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)).ok()
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_broken_companion_guide_is_told_where_it_is_broken() {
    let folder = "tests/broken-companions";
    let found: Vec<(String, Issues)> = names(folder)
        .into_iter()
        .map(|name| {
            let issues = lint_companion(&name, &mut |name| text(folder, name), shipped());
            let places = issues.iter().map(|issue| (issue.code, issue.line, issue.column)).collect();
            (name, places)
        })
        .collect();
    let expected: Vec<(String, Issues)> = TABLE.iter().map(|(name, issues)| ((*name).to_owned(), issues.to_vec())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_language_document_lists_every_code() {
    let document = include_str!("../../../docs/guide-language.md");
    for (code, ..) in TABLE.iter().flat_map(|(_, issues)| *issues) {
        assert!(document.contains(&format!("| `{code}` |")), "{code}");
    }
}

#[test]
fn the_examples_are_clean() {
    let folder = "../../fixtures/companion";
    for name in names(folder) {
        let issues = lint_companion(&name, &mut |name| text(folder, name), shipped());
        assert!(issues.is_empty(), "{name}: {issues:?}");
    }
}

#[test]
fn a_companion_guide_that_widens_its_guide_does_not_load() {
    let load = |name: &str| load_companion(name, &mut |name| text("tests/broken-companions", name), shipped());
    assert!(load("codes-widened.xml").is_err());
    assert!(load("rule-without-effect.xml").is_ok(), "a warning keeps no companion guide from loading");
}

#[test]
fn rules_say_what_is_asked_when_and_by_which_code() {
    let companion = load_companion("acme-837p.xml", &mut |name| text("../../fixtures/companion", name), shipped()).unwrap();
    assert_eq!((companion.id.as_str(), companion.set.as_str(), companion.payer.as_deref()), ("acme-837p", "837", Some("ACME1")));
    let rendering = companion.rules.iter().find(|rule| rule.code.as_deref() == Some("acme-004")).unwrap();
    assert_eq!((rendering.path.as_str(), &rendering.demand), ("2300/2310B", &PartnerDemand::Required));
    let codes = vec!["CI".to_owned(), "HM".to_owned()];
    assert_eq!(rendering.when, [PartnerCondition { path: "SBR09".to_owned(), test: PartnerTest::In(codes) }]);
}
