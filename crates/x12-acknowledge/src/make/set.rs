//! Loop 2000 of the 999: the findings of one set as IK3, CTX, IK4 and IK5.
//!
//! Only errors of SNIP types 1 and 2 are told. A set with errors of type 3 and higher alone is readable, so the 999 accepts it; whether its
//! claims are taken is the 277CA's to say.

use x12_findings::{Finding, Severity};
use x12_guide::Guide;
use x12_syntax::Delimiters;
use x12_validate::{SetSummary, Verdict};

use super::position;
use super::watch::SetWatch;
use crate::codes::{ElementFault, SegmentFault, SetFault, SetVerdict};
use crate::limits;
use crate::model::{ElementError, SegmentError, SetResponse};
use crate::private::Private;
use crate::write::text::{clean, clean_some};

/// IK303 takes four characters, and loops have up to six (`2010AA`): the number tells the loop, the letters only its place among siblings.
const LOOP_ID_LENGTH: usize = 4;

/// What is known of a set when it has ended.
#[derive(Debug)]
pub(super) struct SetMaker<'m> {
    pub(super) set: &'m SetSummary,
    pub(super) findings: &'m [Finding],
    /// What was found at the set's ST before the set opened.
    pub(super) outer: &'m [SetFault],
    pub(super) watch: &'m SetWatch,
    pub(super) guide: Option<&'m Guide>,
    pub(super) delimiters: Delimiters,
}

impl SetMaker<'_> {
    pub(super) fn response(&self) -> SetResponse {
        let segments = self.segments();
        let is_rejected = self.set.verdict == Verdict::Rejected || !self.outer.is_empty();
        let faults = self.faults(&segments, is_rejected);
        let verdict = match (is_rejected, faults.is_empty()) {
            (true, _) => SetVerdict::REJECTED,
            (false, false) => SetVerdict::ACCEPTED_WITH_ERRORS,
            (false, true) => SetVerdict::ACCEPTED,
        };
        SetResponse {
            transaction: padded(&self.set.transaction, 3, 3),
            control_number: padded(&self.set.control_number, 4, 9),
            reference: clean_some(&self.set.reference, 35),
            segments,
            verdict,
            faults,
            segment: None,
        }
    }

    /// IK3 in the order of the set, the IK4 of a segment under one IK3.
    fn segments(&self) -> Vec<SegmentError> {
        let is_told =
            |finding: &&Finding| finding.severity == Severity::Error && finding.snip <= 2 && finding.ack.ik304.is_some() && finding.set_segment.is_some();
        let mut told: Vec<&Finding> = self.findings.iter().filter(is_told).collect();
        told.sort_by_key(|finding| (finding.set_segment, finding.ack.ik304 != Some("3"), finding.ack.ik403.is_some()));
        let mut errors: Vec<SegmentError> = Vec::new();
        for finding in told {
            let element = self.element(finding);
            if let Some(last) = errors.last_mut().filter(|last| element.is_some() && is_same_segment(last, finding)) {
                last.elements.extend(element.filter(|_| last.elements.len() < limits::ELEMENTS_IN_ERROR));
                continue;
            }
            if errors.len() == limits::SEGMENTS_IN_ERROR {
                break;
            }
            errors.extend(self.segment(finding, element));
        }
        errors
    }

    /// IK3; `None` for a segment without an identifier that IK301 could carry.
    fn segment(&self, finding: &Finding, element: Option<ElementError>) -> Option<SegmentError> {
        let id = finding.segment_id.as_deref().or_else(|| self.watch.odd_id(finding.segment))?;
        let segment_id = clean_some(id, 3).filter(|id| id.len() >= 2)?;
        let code = finding.ack.ik304?;
        let loop_id = finding.loop_id.as_deref().filter(|id| *id != "ST").and_then(|id| clean_some(id, LOOP_ID_LENGTH));
        let contexts = self.watch.context(finding.segment, code == "3").into_iter().collect();
        Some(SegmentError {
            segment_id,
            position: finding.set_segment,
            loop_id,
            fault: SegmentFault::new(code),
            contexts,
            elements: element.into_iter().collect(),
        })
    }

    /// IK4; `None` if the finding is about the segment as a whole.
    fn element(&self, finding: &Finding) -> Option<ElementError> {
        let fault = ElementFault::new(finding.ack.ik403?);
        let at = position::of(finding, self.delimiters)?;
        let data_element = self.guide.and_then(|guide| position::data_element(guide, finding.segment_id.as_deref()?, at));
        // A value with characters that X12 does not know must not be sent back.
        let value = finding.value.as_deref().filter(|_| fault != ElementFault::INVALID_CHARACTER).and_then(|value| clean_some(value, limits::VALUE_COPY));
        Some(ElementError { at, data_element, fault, value: value.map(Private::new), contexts: Vec::new() })
    }

    /// IK502 to IK506: what is wrong with the set itself, and then whether its segments are.
    fn faults(&self, segments: &[SegmentError], is_rejected: bool) -> Vec<SetFault> {
        let mut faults: Vec<SetFault> = self.outer.to_vec();
        faults.extend(self.findings.iter().filter_map(|finding| finding.ack.ik502).map(SetFault::new));
        faults.extend((!self.set.complete).then_some(SetFault::TRAILER_MISSING));
        faults.extend(self.findings.iter().filter_map(header_fault));
        let (guide, standard): (Vec<&SegmentError>, Vec<&SegmentError>) = segments.iter().partition(|error| breaks_guide_only(error));
        faults.extend((!standard.is_empty()).then_some(SetFault::SEGMENTS));
        faults.extend((!guide.is_empty()).then_some(SetFault::GUIDE_SEGMENTS));
        // There may be errors that no IK3 can carry, or more than were kept.
        faults.extend((is_rejected && faults.is_empty()).then_some(SetFault::SEGMENTS));
        let mut distinct: Vec<SetFault> = Vec::new();
        for fault in faults {
            if !distinct.contains(&fault) && distinct.len() < limits::FAULTS {
                distinct.push(fault);
            }
        }
        distinct
    }
}

fn is_same_segment(error: &SegmentError, finding: &Finding) -> bool {
    error.position == finding.set_segment && error.fault == SegmentFault::ELEMENT_ERRORS && finding.segment_id.as_deref() == Some(error.segment_id.as_str())
}

/// An error in ST itself has a word of its own beside its IK3.
fn header_fault(finding: &Finding) -> Option<SetFault> {
    if finding.severity != Severity::Error || finding.ack.ik403.is_none() {
        return None;
    }
    match finding.element.as_deref()? {
        "ST01" => Some(SetFault::IDENTIFIER),
        "ST02" => Some(SetFault::CONTROL_NUMBER),
        "ST03" => Some(SetFault::REFERENCE),
        _ => None,
    }
}

/// Codes that begin with I speak of the guide alone, the others of the standard.
fn breaks_guide_only(error: &SegmentError) -> bool {
    let of_guide = |code: &str| code.starts_with('I');
    of_guide(error.fault.as_str())
        || error.fault == SegmentFault::ELEMENT_ERRORS && !error.elements.is_empty() && error.elements.iter().all(|element| of_guide(element.fault.as_str()))
}

/// AK201 and AK202 have a shortest form, which ST01 and ST02 of the set received may lack: zeros fill it up, so that `1` comes back as `0001`.
fn padded(value: &str, least: usize, most: usize) -> String {
    let text = clean(value, most);
    format!("{:0>least$}", text.trim())
}

#[cfg(test)]
mod tests {
    use x12_findings::{AckCodes, Rule};

    use super::*;

    fn finding(snip: u8, severity: Severity) -> Finding {
        let rule = Rule { code: "x", severity, snip, title: "", reason: "", source: "", example: "" };
        let rule: &'static Rule = Box::leak(Box::new(rule));
        let mut finding = Finding::new(rule, "").ack(AckCodes { ik304: Some("8"), ik403: Some("7"), ..AckCodes::default() });
        (finding.set_segment, finding.segment_id, finding.element) = (Some(3), Some("CLM".to_owned()), Some("CLM02".to_owned()));
        finding
    }

    fn set_summary() -> SetSummary {
        SetSummary {
            set: "837P".to_owned(),
            guide: None,
            control_number: "0001".to_owned(),
            segments: 4,
            verdict: Verdict::AcceptedWithErrors,
            transaction: "837".to_owned(),
            reference: String::new(),
            complete: true,
        }
    }

    fn response(findings: &[Finding]) -> SetResponse {
        let set = set_summary();
        SetMaker { set: &set, findings, outer: &[], watch: &SetWatch::default(), guide: None, delimiters: Delimiters::USUAL }.response()
    }

    #[test]
    fn only_errors_of_types_1_and_2_are_told() {
        assert_eq!(response(&[finding(2, Severity::Error)]).segments.len(), 1);
        for quiet in [finding(3, Severity::Error), finding(1, Severity::Warning)] {
            let response = response(&[quiet]);
            assert_eq!((response.segments.len(), response.verdict), (0, SetVerdict::ACCEPTED));
        }
    }

    #[test]
    fn ik5_holds_five_codes_each_once() {
        let outer: Vec<SetFault> = ["1", "3", "3", "4", "7", "23", "6"].map(SetFault::new).to_vec();
        let set = SetSummary { complete: false, ..set_summary() };
        let maker = SetMaker { set: &set, findings: &[], outer: &outer, watch: &SetWatch::default(), guide: None, delimiters: Delimiters::USUAL };
        let codes: Vec<String> = maker.response().faults.iter().map(ToString::to_string).collect();
        assert_eq!(codes, ["1", "3", "4", "7", "23"]);
    }
}
