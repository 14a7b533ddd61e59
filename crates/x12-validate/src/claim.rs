//! What a finding in a claim (837) is to the claim: the status by which a 277CA tells it, with the party that the guide puts into the loop.
//!
//! Invariant: the party comes from the guide of the set or from the segment itself, never from the name of a loop that means another party in
//! another guide (2310A is the attending provider of an 837I, and the referring one of an 837P).

use x12_findings::{ClaimStatus, Finding};
use x12_guide::Guide;
use x12_guide::model::{Content, SegmentUse, ValueUse};

/// The status that tells a finding in an 837.
#[must_use]
pub fn claim_status(guide: Option<&Guide>, finding: &Finding) -> ClaimStatus {
    let set = guide.map_or("", |guide| guide.short.as_str());
    let party = finding.loop_id.as_deref().and_then(|loop_id| party(guide?, loop_id, finding));
    ClaimStatus::of(finding, set, party)
}

/// NM101 of the party that a loop describes.
fn party<'p>(guide: &'p Guide, loop_id: &str, finding: &'p Finding) -> Option<&'p str> {
    match loop_id {
        "2000A" => return Some("85"),
        "2000B" => return Some("IL"),
        "2000C" => return Some("QC"),
        // The insured of another payer is a subscriber by NM101, and another one to the claim.
        "2320" | "2330A" => return Some("GB"),
        _ => {}
    }
    let names = || guide.segments.iter().filter(|one| one.id == "NM1" && guide.loop_at(one.loop_ix).id == loop_id);
    let codes = || names().filter_map(codes_of).flatten();
    let sent = finding.excerpt.as_ref().and_then(|excerpt| excerpt.text.strip_prefix("NM1")).and_then(|behind| {
        let separator = behind.chars().next()?;
        behind.split(separator).nth(1)
    });
    let as_sent = codes().find(|code| sent == Some(code.as_str()));
    as_sent.or_else(|| codes().next()).map(String::as_str)
}

/// The codes of NM101.
fn codes_of(one: &SegmentUse) -> Option<&[String]> {
    match &one.element(1)?.content {
        Content::Simple(ValueUse { codes: Some(codes), .. }) => Some(codes.values()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use x12_findings::{Excerpt, Rule, Severity};

    use super::*;

    static RULE: Rule = Rule { code: "npi-invalid", severity: Severity::Error, snip: 5, title: "", reason: "", source: "", example: "" };

    #[track_caller]
    fn check(loop_id: &str, segment: &str, expected: &str) {
        let guide = x12_guide::shipped().find("837", "005010X222A1").unwrap();
        let mut finding = Finding::new(&RULE, "");
        finding.loop_id = Some(loop_id.to_owned());
        finding.excerpt = Some(Excerpt { text: segment.to_owned(), start: 0, length: 0 });
        let ClaimStatus { category, status, party } = claim_status(Some(&guide), &finding);
        assert_eq!(format!("{category}:{status}:{party}"), expected);
    }

    #[test]
    fn the_party_is_the_one_that_the_guide_puts_into_the_loop() {
        check("2010AA", "NM1*85*2*CLINIC", "A7:562:85");
        check("2310A", "NM1*DN*1*DOE", "A7:562:DN");
        // Of several that the loop may describe, the one that was sent; and the first where that is not known.
        check("2310A", "NM1|P3|1|DOE", "A7:562:1P");
        check("2310A", "REF*0B*1", "A7:562:DN");
        check("2310B", "NM1*82*1*DOE", "A7:562:82");
    }

    /// A finding at an element of a segment, as far as a status goes by it.
    fn at(guide: &Guide, one: &SegmentUse, position: u8) -> Finding {
        let qualifier = one.discriminators.iter().find(|found| found.element == 1).and_then(|found| found.codes.values().first());
        let mut finding = Finding::new(&BLANK, "");
        finding.loop_id = Some(guide.loop_at(one.loop_ix).id.clone());
        finding.segment_id = Some(one.id.clone());
        finding.element = Some(format!("{}{position:02}", one.id));
        finding.excerpt = Some(Excerpt { text: format!("{}*{}", one.id, qualifier.map_or("", String::as_str)), start: 0, length: 0 });
        finding
    }

    static BLANK: Rule = Rule { code: "x", ..RULE };

    #[test]
    fn every_element_of_a_claim_has_a_status_that_says_more_than_that_its_form_is_wrong() {
        let mut without = Vec::new();
        for id in ["005010X222A1", "005010X223A2", "005010X224A2"] {
            let guide = x12_guide::shipped().find("837", id).unwrap();
            for one in guide.segments.iter().filter(|one| !matches!(one.id.as_str(), "ST" | "BHT" | "HL" | "SE")) {
                let positions = (1u8..).zip(&one.elements).filter(|(_, element)| element.is_some()).map(|(position, _)| position);
                let findings = positions.map(|position| at(&guide, one, position));
                without.extend(
                    findings.filter(|finding| claim_status(Some(&guide), finding).status == "481").map(|finding| (id, finding.loop_id, finding.element)),
                );
            }
        }
        assert!(without.is_empty(), "{without:#?}");
    }
}
