//! Generated documents of the shipped guides, and what the validator says of them.

use std::sync::Arc;

use x12_findings::{Finding, Severity};
use x12_guide::Guide;
use x12_validate::{Options, validate};

/// The shipped guides of transaction sets.
#[must_use]
pub fn guides() -> Vec<Arc<Guide>> {
    x12_guide::shipped().guides().filter(|guide| guide.set != "ISA").collect()
}

/// What a guide is called here: an inquiry and its response share an id.
#[must_use]
pub fn name(guide: &Guide) -> String {
    format!("{} {}", guide.short, guide.id)
}

/// The errors of a document.
///
/// # Panics
/// If it cannot be read.
#[must_use]
pub fn errors(document: &[u8]) -> Vec<Finding> {
    let options = Options { most_findings: 100_000, most_findings_in_set: 100_000, ..Options::default() };
    let report = validate(document, &options).expect("readable");
    report.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// A finding in a line.
#[must_use]
pub fn shown(finding: &Finding) -> String {
    let text = finding.excerpt.as_ref().map_or("", |excerpt| excerpt.text.as_str());
    format!("{} at {} {} in {text:?}: {}", finding.code, finding.segment, finding.path.as_deref().unwrap_or(""), finding.message)
}
