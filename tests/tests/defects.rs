//! One defect gives one error, at its segment: every kind of defect, in every place of documents that are rich in loops.

use std::collections::BTreeMap;

use claimbridge_tests::defects::{self, Defective, Document};
use claimbridge_tests::fixture;
use x12_findings::{Finding, Severity};
use x12_validate::{Options, validate};

fn errors(document: &Document) -> Vec<Finding> {
    let report = validate(document.write().as_bytes(), &Options::default()).expect("readable");
    report.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// What is wrong with the answer to a defect, if anything.
fn judge(defect: &Defective) -> Option<String> {
    let found = errors(&defect.document);
    let shown: Vec<String> = found.iter().map(|finding| format!("{} at {} {}", finding.code, finding.segment, finding.path.as_deref().unwrap_or(""))).collect();
    match found.as_slice() {
        [] if defect.may_be_clean => None,
        [one] if defect.at.contains(&one.segment) => None,
        _ => Some(format!("{}: {} -> {shown:?}, expected one at {:?}", defect.kind, defect.what, defect.at.first())),
    }
}

#[track_caller]
fn check(path: &str) {
    let document = Document::read(&fixture::text(path));
    assert_eq!(errors(&document), [], "{path} is not clean");
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for defect in defects::all(&document) {
        let count = counts.entry(defect.kind).or_default();
        count.0 += 1;
        if let Some(fault) = judge(&defect) {
            count.1 += 1;
            wrong.push(fault);
        }
    }
    let table: Vec<String> = counts.iter().map(|(kind, (all, wrong))| format!("{kind}: {wrong} wrong of {all}")).collect();
    assert!(wrong.is_empty(), "{path}\n{}\n{}", table.join("\n"), wrong.join("\n"));
}

#[test]
fn every_defect_of_a_professional_claim_is_one_error_at_its_segment() {
    check("005010X222A1/valid/many-loops.x12");
}

#[test]
fn every_defect_of_a_remittance_is_one_error_at_its_segment() {
    check("005010X221A1/valid/payments-and-adjustments.x12");
}

#[test]
fn a_file_cut_at_any_byte_gives_one_error() {
    for path in ["005010X222A1/valid/many-loops.x12", "005010X221A1/valid/payments-and-adjustments.x12"] {
        let text = fixture::text(path);
        // Every byte of the envelope and of a claim, and every seventh of the rest.
        for cut in (1..text.trim_end().len()).filter(|cut| *cut < 1_500 || cut % 7 == 0) {
            let report = validate(&text.as_bytes()[..cut], &Options::default()).expect("readable");
            let errors: Vec<&Finding> = report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
            assert_eq!(errors.len(), 1, "{path} cut at {cut}: {errors:#?}");
        }
    }
}
