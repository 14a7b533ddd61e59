//! Every rule of a situation or of codes has a fixture of its own: documents that break it, with one error at its place, and documents that keep it.

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

/// What is said of lists that were loaded: tests/tests/codes.rs.
const WITHOUT_FIXTURE: &str = "code-list-absent";

#[test]
fn every_rule_of_a_situation_or_code_is_broken_and_kept_by_its_fixture() {
    let of_codes = registry::rules().filter(|rule| rule.snip == 5 && rule.code != WITHOUT_FIXTURE);
    let rules: Vec<&str> = registry::situations().chain(of_codes).map(|rule| rule.code).collect();
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

/// The table of all rules, for docs/rules.md.
fn table() -> String {
    let mut text = String::from(
        "# Rules\n\nEvery rule of this build, by SNIP type; `claimbridge explain CODE` says why it exists and where it comes from. The table is made from the registry:\n\
         `CLAIMBRIDGE_BLESS=1 cargo test -p claimbridge-tests --test rules` writes it anew.\n",
    );
    let mut rules: Vec<&x12_findings::Rule> = registry::rules().collect();
    rules.sort_by_key(|rule| (rule.snip, rule.code));
    for snip in 1..=7 {
        let of_type: Vec<_> = rules.iter().filter(|rule| rule.snip == snip).collect();
        text += &format!("\n## Type {snip}: {}\n\n| code | sets | what is wrong | source |\n|---|---|---|---|\n", TYPES[usize::from(snip) - 1]);
        for rule in of_type {
            let sets = registry::sets_of(rule.code);
            let sets = if sets.is_empty() { "all".to_owned() } else { sets.join(", ") };
            let warning = if rule.severity == Severity::Error { "" } else { " (no error)" };
            text += &format!("| `{}` | {sets} | {}{warning} | {} |\n", rule.code, rule.title.replace('|', "\\|"), rule.source.replace('|', "\\|"));
        }
    }
    text
}

const TYPES: [&str; 7] = [
    "integrity",
    "what the guide requires",
    "balances",
    "what follows from something else",
    "external codes",
    "product and service types",
    "what one partner asks for",
];

#[test]
fn the_documentation_lists_every_rule() {
    let path = fixture::folder().join("../docs/rules.md");
    if std::env::var_os("CLAIMBRIDGE_BLESS").is_some() {
        std::fs::write(&path, table()).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), table(), "see the head of docs/rules.md");
}
