//! The check digit of a national provider identifier.
//!
//! An NPI has ten digits and begins with 1 or 2; with 80840 before it, it passes the Luhn check.

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;
use x12_guide::model::{Content, LoopIx, SegmentIx};

use super::{Seen, SetRule};

pub(super) static RULE: Rule = Rule {
    code: "npi-invalid",
    severity: Severity::Error,
    snip: 5,
    title: "A national provider identifier is not valid",
    reason: "A mistyped NPI names nobody, or somebody else.",
    source: "45 CFR 162.406; CMS, NPI check digit: Luhn over 80840 and the NPI",
    example: "1234567890",
};

/// Where the qualifier of an identifier and the identifier stand, for the segments that may carry an NPI.
const PLACES: [(&str, usize, usize); 3] = [("NM1", 8, 9), ("N1", 3, 4), ("REF", 1, 2)];

#[derive(Debug)]
pub(super) struct NpiCheckDigit {
    /// For each segment use: the positions of qualifier and identifier.
    places: Vec<Option<(usize, usize)>>,
}

impl NpiCheckDigit {
    pub(super) fn new(guide: &Guide) -> Self {
        let place = |one: &x12_guide::model::SegmentUse| {
            let (_, qualifier, value) = *PLACES.iter().find(|(id, ..)| *id == one.id)?;
            let at = u8::try_from(qualifier).ok()?;
            let takes_npi = match &one.element(at)?.content {
                Content::Simple(used) => used.codes.as_ref().is_some_and(|codes| codes.contains(qualifier_code(&one.id))),
                Content::Composite { .. } => false,
            };
            takes_npi.then_some((qualifier, value))
        };
        Self { places: guide.segments.iter().map(place).collect() }
    }
}

/// The qualifier that says NPI: XX in names, HPI in REF.
fn qualifier_code(segment: &str) -> &'static [u8] {
    if segment == "REF" { b"HPI" } else { b"XX" }
}

impl SetRule for NpiCheckDigit {
    fn wants(&self, use_ix: SegmentIx) -> bool {
        self.places.get(usize::from(use_ix.0)).is_some_and(Option::is_some)
    }

    fn wants_end(&self, _: LoopIx) -> bool {
        false
    }

    fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        let Some((qualifier, position)) = self.places.get(usize::from(seen.use_ix.0)).copied().flatten() else { return };
        let segment = seen.segment;
        if segment.value(qualifier) != qualifier_code(&seen.one.id) || seen.faulty {
            return;
        }
        let Some(element) = segment.element(position).filter(|element| !element.is_empty() && !is_npi(element.bytes())) else { return };
        let name = format!("{}{position:02}", seen.one.id);
        let message = format!("{name} is not a valid NPI.");
        let finding = Finding::new(&RULE, message).expected("ten digits that pass the NPI check").help("Look the provider up in the NPI registry.");
        let mut finding = super::at_value(finding, segment, &element);
        let path = x12_document::path_of(seen.guide, seen.one.loop_ix);
        finding.loop_id = Some(seen.guide.loop_at(seen.one.loop_ix).id.clone());
        finding.path = Some(if path.is_empty() { name.clone() } else { format!("{path}/{name}") });
        finding.element = Some(name);
        findings.push(finding);
    }
}

/// Whether a value is an NPI: ten digits, beginning with 1 or 2, that pass the check.
#[must_use]
pub fn is_npi(value: &[u8]) -> bool {
    if value.len() != 10 || !matches!(value.first(), Some(b'1' | b'2')) || !value.iter().all(u8::is_ascii_digit) {
        return false;
    }
    // 24 is what the prefix 80840 adds to the Luhn sum.
    let sum: u32 = value
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    (sum + 24).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_passes_and_every_other_check_digit_fails() {
        assert!(is_npi(b"1234567893"));
        assert!(is_npi(b"1999999984"));
        for digit in b"012456789" {
            let mut npi = *b"1234567893";
            npi[9] = *digit;
            assert!(!is_npi(&npi), "{digit}");
        }
        for bad in ["123456789", "12345678933", "3234567893", "123456789X", ""] {
            assert!(!is_npi(bad.as_bytes()), "{bad}");
        }
    }
}
