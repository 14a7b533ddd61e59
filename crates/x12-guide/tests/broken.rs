//! Broken guides: each file under `broken` holds one kind of mistake, and the loader or the lint points at it.

use std::path::Path;

use x12_guide::{GuideIssue, Severity, lint, load};

/// File, then code, line and column of each issue, in the order of the file.
type Row = (&'static str, &'static [(&'static str, u32, u32)]);

const TABLE: &[Row] = &[
    ("mandatory-situational.xml", &[("mandatory-situational", 4, 22)]),
    ("position-never-allowed.xml", &[("position-never-allowed", 7, 5), ("position-never-allowed", 12, 5)]),
    (
        "attribute-malformed.xml",
        &[
            ("attribute-malformed", 3, 16),
            ("attribute-malformed", 3, 26),
            ("attribute-malformed", 5, 34),
            ("attribute-malformed", 5, 53),
            ("attribute-malformed", 6, 34),
            ("attribute-malformed", 7, 16),
        ],
    ),
    ("attribute-missing.xml", &[("attribute-missing", 3, 3), ("attribute-missing", 4, 5)]),
    ("attribute-repeated.xml", &[("attribute-repeated", 3, 30)]),
    ("attribute-unknown.xml", &[("attribute-unknown", 3, 20), ("attribute-unknown", 4, 32)]),
    ("base-data-element.xml", &[("attribute-malformed", 3, 30), ("length-reversed", 4, 40), ("attribute-malformed", 5, 32), ("attribute-malformed", 5, 49)]),
    (
        "base-positions.xml",
        &[
            ("attribute-malformed", 5, 36),
            ("position-out-of-order", 6, 14),
            ("position-beyond-base", 7, 13),
            ("attribute-malformed", 8, 13),
            ("attribute-malformed", 9, 13),
        ],
    ),
    ("base-repeated.xml", &[("definition-repeated", 4, 3), ("definition-repeated", 6, 3), ("definition-repeated", 8, 3)]),
    ("base-root-unexpected.xml", &[("root-unexpected", 2, 1)]),
    ("base-undefined.xml", &[("base-undefined", 5, 22), ("base-undefined", 6, 24)]),
    ("code-length.xml", &[("code-length", 4, 32), ("code-length", 5, 32), ("code-length", 6, 40)]),
    ("code-list-unknown.xml", &[("code-list-unknown", 4, 32)]),
    ("code-repeated.xml", &[("code-repeated", 4, 32)]),
    ("code-type.xml", &[("code-type", 5, 32), ("code-type", 9, 32)]),
    ("composite-empty.xml", &[("composite-empty", 5, 5)]),
    ("content-mismatch.xml", &[("content-mismatch", 4, 5), ("content-mismatch", 5, 5)]),
    ("definition-cycle.xml", &[("definition-cycle", 7, 7)]),
    ("definition-repeated.xml", &[("definition-repeated", 6, 5)]),
    ("definition-unknown.xml", &[("definition-unknown", 3, 12), ("definition-unknown", 4, 9)]),
    ("definition-unused.xml", &[("definition-unused", 5, 5)]),
    ("discriminator-without-codes.xml", &[("discriminator-without-codes", 4, 32)]),
    ("discriminators-overlap.xml", &[("discriminators-overlap", 7, 3)]),
    ("doctype.xml", &[("doctype-not-allowed", 2, 1), ("not-well-formed", 4, 12)]),
    ("file-not-found.xml", &[("file-not-found", 3, 12)]),
    ("guide-header.xml", &[("attribute-missing", 2, 1), ("attribute-unknown", 2, 45)]),
    ("hl-disagrees.xml", &[("hl-disagrees", 3, 16), ("hl-disagrees", 6, 3), ("hl-disagrees", 9, 16)]),
    ("include-late.xml", &[("include-late", 4, 3)]),
    ("key-malformed.xml", &[("key-malformed", 3, 20)]),
    ("key-repeated.xml", &[("key-repeated", 7, 3), ("key-repeated", 8, 21)]),
    ("length-outside-base.xml", &[("length-outside-base", 4, 32), ("length-outside-base", 5, 32), ("length-reversed", 6, 5)]),
    ("loop-id-malformed.xml", &[("loop-id-malformed", 3, 3)]),
    ("loop-repeated.xml", &[("loop-repeated", 6, 3)]),
    ("loop-start-repeats.xml", &[("loop-start-repeats", 4, 32)]),
    ("loop-start-situational.xml", &[("loop-start-situational", 4, 22)]),
    ("loop-without-start.xml", &[("loop-without-start", 3, 3), ("loop-without-start", 5, 5)]),
    ("mandatory-not-used.xml", &[("mandatory-not-used", 3, 3), ("mandatory-not-used", 5, 5)]),
    ("neighbours-alike.xml", &[("neighbours-alike", 7, 3)]),
    ("not-well-formed.xml", &[("not-well-formed", 5, 3)]),
    ("position-beyond-base.xml", &[("position-beyond-base", 5, 14)]),
    ("position-out-of-order.xml", &[("position-out-of-order", 5, 14), ("position-out-of-order", 6, 14)]),
    ("ref-with-content.xml", &[("attribute-unknown", 3, 25), ("tag-unknown", 3, 43)]),
    ("repeat-beyond-base.xml", &[("repeat-beyond-base", 4, 32), ("repeat-beyond-base", 9, 32)]),
    ("segment-unknown.xml", &[("segment-unknown", 3, 12)]),
    (
        "syntax-note-broken.xml",
        &[
            ("syntax-note-broken", 3, 3),
            ("syntax-note-broken", 3, 3),
            ("syntax-note-broken", 9, 3),
            ("syntax-note-broken", 12, 3),
            ("syntax-note-broken", 19, 5),
            ("syntax-note-broken", 23, 3),
            ("syntax-note-broken", 23, 3),
        ],
    ),
    ("tag-unknown.xml", &[("tag-unknown", 3, 3), ("tag-unknown", 4, 3)]),
    ("text.xml", &[("text-not-allowed", 4, 5)]),
    ("two-roots.xml", &[("not-well-formed", 5, 1)]),
    ("unclosed.xml", &[("not-well-formed", 3, 3)]),
];

/// The codes that are only warnings.
const WARNINGS: [&str; 4] = ["code-repeated", "definition-unused", "mandatory-situational", "position-never-allowed"];

fn read(folder: &str, name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(name)).ok()
}

/// What lint says of a broken file; a broken base is looked at through a guide that stands on it.
fn issues_of(file: &str) -> Vec<GuideIssue> {
    let on_base = format!(r#"<guide id="G" set="837" short="g" group="HC" name="G" base="{file}"/>"#);
    let start = if file.starts_with("base-") { "on-base.xml" } else { file };
    lint(start, &mut |name| {
        if name == "on-base.xml" { Some(on_base.clone()) } else { read("broken", name).or_else(|| read("language", name)) }
    })
}

fn shown(issues: &[GuideIssue]) -> String {
    issues.iter().map(|issue| format!("{issue}\n")).collect()
}

#[test]
fn each_mistake_is_reported_where_it_stands() {
    let mut wrong = String::new();
    for (file, expected) in TABLE {
        let issues = issues_of(file);
        let found: Vec<(&str, u32, u32)> = issues.iter().map(|issue| (issue.code, issue.line, issue.column)).collect();
        if found != *expected {
            wrong.push_str(&format!("(\"{file}\", &{found:?}),\n{}", shown(&issues)));
        }
        let astray: Vec<_> = issues.iter().filter(|issue| issue.file != *file).collect();
        assert!(astray.is_empty(), "{astray:?}");
    }
    assert!(wrong.is_empty(), "found instead:\n{wrong}");
}

#[test]
fn every_broken_file_is_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(TABLE.iter().any(|(file, _)| *file == name), "{name}");
    }
}

#[test]
fn warnings_are_few_and_everything_else_is_an_error() {
    for issue in TABLE.iter().flat_map(|(file, _)| issues_of(file)) {
        let expected = if WARNINGS.contains(&issue.code) { Severity::Warning } else { Severity::Error };
        assert_eq!(issue.severity, expected, "{issue}");
    }
}

#[test]
fn the_language_document_lists_every_code_and_no_other() {
    let document = include_str!("../../../docs/guide-language.md");
    let section = document.split("## What lint says").nth(1).unwrap();
    let listed: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    for code in TABLE.iter().flat_map(|(_, expected)| expected.iter().map(|(code, _, _)| code)) {
        assert!(listed.contains(code), "{code} is not in the document");
    }
    let sources = concat_sources();
    for code in listed {
        assert!(sources.contains(&format!("\"{code}\"")), "{code} is in the document only");
    }
}

fn concat_sources() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = [folder.clone(), folder.join("lint"), folder.join("companion")].map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = files.into_iter().flatten().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn a_message_names_the_place_and_the_word_that_was_meant() {
    let said = shown(&issues_of("attribute-unknown.xml"));
    let expected = "attribute-unknown.xml:3:20: error[attribute-unknown]: `<segment>` has no attribute `usge` here; did you mean `usage`?";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn columns_count_characters() {
    let guide = r#"<guide id="G" set="837" short="g" group="HC" name="é日本" base="base/tiny.xml" colour="x"/>"#;
    let issues = load("g.xml", &mut |name| {
        if name == "g.xml" { Some(guide.to_owned()) } else { read("language", name) }
    })
    .unwrap_err();
    let column = guide.chars().position(|one| one == 'c').unwrap();
    assert_eq!(issues.len(), 1, "{issues:?}");
    assert_eq!((issues[0].line, issues[0].column as usize), (1, guide.split("colour").next().unwrap().chars().count() + 1), "{column}");
}
