//! Findings as a biller reads them: one snapshot for each invalid fixture.

use claimbridge_tests::fixture;
use x12_findings::{Severity, render};
use x12_validate::{Options, validate};

/// Renders the findings of each file of a folder, after what must hold of all findings.
fn check(folder: &str) {
    let files = fixture::files(folder);
    assert!(!files.is_empty(), "{folder} holds no fixtures");
    for path in files {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let document = std::fs::read(&path).expect("a fixture");
        let report = validate(document.as_slice(), &Options::default()).expect("within the limits");
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert!(errors > 0, "{} is not invalid", path.display());
        assert!(
            report.findings.iter().all(|finding| finding.offset + finding.length <= document.len() as u64),
            "{} has findings outside of it",
            path.display()
        );
        let shown = format!("{name}.x12");
        let text: String = report.findings.iter().map(|finding| render::text(finding, &shown, false)).collect();
        insta::with_settings!({ snapshot_suffix => format!("{}__{name}", folder.replace('/', "_")), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("rendered", text);
        });
    }
}

#[test]
fn faults_of_professional_claims_are_told_in_a_billers_words() {
    check("005010X222A1/invalid");
}

#[test]
fn faults_of_remittances_are_told_in_a_billers_words() {
    check("005010X221A1/invalid");
}

#[test]
fn faults_of_envelopes_are_told_in_a_billers_words() {
    check("envelope/invalid");
}

#[test]
fn valid_files_give_no_errors() {
    let files = fixture::folders("valid").into_iter().flat_map(|folder| fixture::files(&folder));
    let mut errors = String::new();
    for path in files {
        let report = validate(std::fs::read(&path).expect("a fixture").as_slice(), &Options::default()).expect("within the limits");
        let found = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.extend(found.map(|finding| render::text(finding, &path.display().to_string(), false)));
    }
    assert!(errors.is_empty(), "{errors}");
}
