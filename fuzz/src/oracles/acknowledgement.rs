//! What we answer is itself clean: the TA1, 999 and 277CA made for any bytes validate without an error.

use jiff::civil::datetime;
use x12_acknowledge::{AckOptions, Kind, read, write};
use x12_findings::Severity;
use x12_syntax::Limits;
use x12_validate::{Options, validate};

/// Each kind of answer, if one is owed, has no errors and reads back. Check digits are not looked at: a claim that is rejected for its NPI is answered
/// with that NPI.
pub fn check(document: &[u8]) {
    let validation = Options::default();
    let options = AckOptions { control_number: 1, created: datetime(2026, 1, 15, 9, 30, 0, 0), usage: 'T' };
    for kind in [Kind::InterchangeTa1, Kind::Implementation999, Kind::Claim277] {
        let mut answer = Vec::new();
        if write(kind, document, &mut answer, &options, &validation).is_err() || answer.is_empty() {
            continue;
        }
        let report = validate(answer.as_slice(), &Options { snip: [true, true, true, true, false, true, true], ..Options::default() })
            .expect("our own answer is within the limits");
        let errors: Vec<_> = report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{kind:?}\n{}\n{errors:#?}", String::from_utf8_lossy(&answer));
        read(answer.as_slice(), Limits::default()).expect("our own answer is readable");
    }
}
