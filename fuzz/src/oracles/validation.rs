//! Validation never panics, finds the same however the document is read, and speaks only of bytes that exist.

use x12_findings::{Finding, render};
use x12_validate::{Options, Report, validate};

use super::chunking::Trickle;

/// The same findings from a slice and from a trickle, each inside the document and renderable.
pub fn check(document: &[u8]) {
    let options = Options::default();
    let whole = validate(document, &options);
    let trickled = validate(Trickle { rest: document, size: 11 }, &options);
    match (whole, trickled) {
        (Ok(whole), Ok(trickled)) => {
            assert_eq!(whole, trickled, "the findings depend on how the document was read");
            inspect(&whole, document);
        }
        (Err(whole), Err(trickled)) => assert_eq!(whole.to_string(), trickled.to_string()),
        (whole, trickled) => panic!("only one reading stopped: {:?} and {:?}", whole.err(), trickled.err()),
    }
}

fn inspect(report: &Report, document: &[u8]) {
    assert_eq!(report.summary.bytes, document.len() as u64, "the bytes were miscounted");
    for finding in &report.findings {
        inspect_finding(finding, document, report.summary.segments);
    }
}

fn inspect_finding(finding: &Finding, document: &[u8], segments: u64) {
    let end = finding.offset + finding.length;
    assert!(end <= document.len() as u64, "{} ends at byte {end} of {}", finding.code, document.len());
    assert!(finding.segment <= segments + 1, "{} is at segment {} of {segments}", finding.code, finding.segment);
    assert!(x12_validate::registry::find(&finding.code).is_some(), "{} is a code that nobody can explain", finding.code);
    let text = render::text(finding, "input", false);
    assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "control characters reach the terminal");
    if let Some(value) = &finding.value {
        let span = usize::try_from(finding.offset).ok().zip(usize::try_from(end).ok()).and_then(|(from, to)| document.get(from..to));
        let there = String::from_utf8_lossy(span.unwrap_or_default());
        assert_eq!(*value, there, "{} says something else than what stands there", finding.code);
    }
}
