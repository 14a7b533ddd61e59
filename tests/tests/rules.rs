//! Every rule of a situation has a fixture of its own: documents that break it, with one error at its place, and documents that keep it.

use claimbridge_tests::{edits, fixture};
use x12_findings::{Finding, Severity};
use x12_validate::{Options, registry, validate};

/// The errors of a document, and what the rule itself says if that is less.
fn findings(document: &str, code: &str) -> Vec<Finding> {
    let report = validate(document.as_bytes(), &Options::default()).expect("readable");
    report.findings.into_iter().filter(|finding| finding.severity == Severity::Error || finding.code == code).collect()
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|one| format!("{} at {} (segment {})", one.code, one.path.as_deref().unwrap_or("-"), one.segment)).collect()
}

fn check(code: &str) -> Vec<String> {
    let text = fixture::text(&format!("rules/{code}.txt"));
    let examples = edits::read(&text, fixture::text);
    let mut wrong = Vec::new();
    for example in &examples {
        let found = findings(&example.document, code);
        let right = match &example.fails_at {
            None => found.is_empty(),
            Some(path) => matches!(found.as_slice(), [one] if one.code == code && one.path.as_ref() == Some(path)),
        };
        if !right {
            wrong.push(format!("{code}.txt:{}: expected {:?}, found {:?}", example.line, example.fails_at, told(&found)));
        }
    }
    for (kind, wanted) in [("fail", true), ("clean", false)] {
        if !examples.iter().any(|example| example.fails_at.is_some() == wanted) {
            wrong.push(format!("{code}.txt has no example of {kind}"));
        }
    }
    wrong
}

#[test]
fn every_rule_of_a_situation_is_broken_and_kept_by_its_fixture() {
    let rules: Vec<&str> = registry::situations().map(|rule| rule.code).collect();
    let missing: Vec<&&str> = rules.iter().filter(|code| !fixture::folder().join(format!("rules/{code}.txt")).exists()).collect();
    assert!(missing.is_empty(), "rules without a fixture: {missing:?}");
    let wrong: Vec<String> = rules.iter().flat_map(|code| check(code)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_fixture_is_without_its_rule() {
    let names = std::fs::read_dir(fixture::folder().join("rules")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let stray: Vec<_> = names.filter(|name| name.to_str().and_then(|name| name.strip_suffix(".txt")).and_then(registry::find).is_none()).collect();
    assert!(stray.is_empty(), "{stray:?}");
}
