//! Loop 2000 of the 999: the findings of one set as IK3, CTX, IK4 and IK5.
//!
//! Errors of SNIP types 1 and 2 are told, and reject the set. What a guide asks for in a situation (type 4) is told too, with the segment that made
//! it ask: such a set is readable, so the 999 accepts it with its errors noted. Of the other types the 999 says nothing; whether claims are taken is
//! the 277CA's to say.

use x12_findings::{Finding, Severity};
use x12_guide::Guide;
use x12_syntax::Delimiters;
use x12_validate::{SetSummary, Verdict};

use super::position;
use super::watch::SetWatch;
use crate::codes::{ElementFault, SegmentFault, SetFault, SetVerdict};
use crate::limits;
use crate::model::{ContextEntry, ElementError, ElementPosition, SegmentContext, SegmentError, SetResponse};
use crate::private::Private;
use crate::write::text::{clean, clean_some, copy};

/// IK303 takes four characters, and loops have up to six (`2010AA`): the number tells the loop, the letters only its place among siblings.
const LOOP_ID_LENGTH: usize = 4;

/// CTX01 of a context that names what made the guide ask.
const TRIGGER: &str = "SITUATIONAL TRIGGER";

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
        let mut told: Vec<&Finding> = self.findings.iter().filter(|finding| is_told(finding)).collect();
        told.sort_by_key(|finding| (finding.set_segment, !finding.ack.is_of_missing_segment(), finding.ack.ik403.is_some()));
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
        let code = segment_code(finding)?;
        // An element says itself what made the guide ask for it.
        let trigger = finding.ack.ik403.is_none().then(|| self.trigger(finding)).flatten();
        let unit = self.watch.context(finding.segment, finding.ack.is_of_missing_segment());
        Some(SegmentError {
            segment_id,
            position: finding.set_segment,
            loop_id: finding.loop_id.as_deref().and_then(loop_identifier),
            fault: SegmentFault::new(code),
            contexts: trigger.into_iter().chain(unit).collect(),
            elements: element.into_iter().collect(),
        })
    }

    /// IK4; `None` if the finding is about the segment as a whole.
    fn element(&self, finding: &Finding) -> Option<ElementError> {
        let fault = ElementFault::new(finding.ack.ik403?);
        let at = position::of(finding, self.delimiters)?;
        let data_element = self.guide.and_then(|guide| position::data_element(guide, finding.segment_id.as_deref()?, at));
        // A value with characters that X12 does not know must not be sent back.
        let value = finding.value.as_deref().filter(|_| fault != ElementFault::INVALID_CHARACTER).and_then(|value| copy(value, limits::VALUE_COPY));
        Some(ElementError { at, data_element, fault, value: value.map(Private::new), contexts: self.trigger(finding).into_iter().collect() })
    }

    /// CTX: the segment and element that made the guide ask for something.
    fn trigger(&self, finding: &Finding) -> Option<SegmentContext> {
        let trigger = finding.trigger.as_ref()?;
        let start = finding.segment.checked_sub(finding.set_segment?)?;
        let at =
            trigger.element.map(|element| ElementPosition { element: Some(element.into()), component: trigger.component.map(u32::from), repetition: None });
        let number = at.and_then(|at| position::data_element(self.guide?, &trigger.segment_id, at));
        Some(SegmentContext {
            entries: vec![ContextEntry { name: TRIGGER.to_owned(), value: None }],
            segment_id: Some(clean_some(&trigger.segment_id, 3)?),
            position: Some(trigger.segment.checked_sub(start)?),
            loop_id: trigger.loop_id.as_deref().and_then(loop_identifier),
            at,
            data_elements: number.into_iter().collect(),
        })
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

/// Whether the 999 tells of a finding: it breaks the standard or the guide, or what the guide asks for in a situation.
fn is_told(finding: &Finding) -> bool {
    let is_of_type = match finding.snip {
        1 | 2 => finding.ack.ik304.is_some(),
        4 => segment_code(finding).is_some(),
        _ => false,
    };
    is_of_type && finding.severity == Severity::Error && finding.set_segment.is_some()
}

/// IK304; where a finding is about an element it need not say that the segment has one in error.
fn segment_code(finding: &Finding) -> Option<&'static str> {
    finding.ack.ik304.or(finding.ack.ik403.map(|_| "8"))
}

/// IK303, of a loop as the guide names it.
fn loop_identifier(loop_id: &str) -> Option<String> {
    clean_some(loop_id, LOOP_ID_LENGTH).filter(|id| id != "ST")
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
    use x12_findings::{AckCodes, Rule, Trigger};

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
            errors_not_kept: 0,
        }
    }

    fn response(findings: &[Finding]) -> SetResponse {
        let set = set_summary();
        SetMaker { set: &set, findings, outer: &[], watch: &SetWatch::default(), guide: None, delimiters: Delimiters::USUAL }.response()
    }

    #[test]
    fn only_errors_of_types_1_2_and_4_are_told() {
        assert_eq!(response(&[finding(2, Severity::Error)]).segments.len(), 1);
        for quiet in [finding(3, Severity::Error), finding(5, Severity::Error), finding(7, Severity::Error), finding(1, Severity::Warning)] {
            let response = response(&[quiet]);
            assert_eq!((response.segments.len(), response.verdict), (0, SetVerdict::ACCEPTED));
        }
    }

    #[test]
    fn an_error_of_type_4_is_noted_with_its_trigger_and_rejects_nothing() {
        let mut situational = finding(4, Severity::Error).ack(AckCodes { ik403: Some("I9"), ..AckCodes::default() });
        situational.segment = 7;
        let trigger = Trigger { segment_id: "SBR".to_owned(), segment: 6, loop_id: Some("2000B".to_owned()), element: Some(5), component: None };
        situational.trigger = Some(trigger);
        let response = response(&[situational]);
        assert_eq!((response.verdict, response.faults), (SetVerdict::ACCEPTED_WITH_ERRORS, vec![SetFault::GUIDE_SEGMENTS]));
        let [segment] = &response.segments[..] else { panic!("{:?}", response.segments) };
        assert_eq!((&segment.fault, segment.contexts.len()), (&SegmentFault::ELEMENT_ERRORS, 0));
        let context = &segment.elements[0].contexts[0];
        assert_eq!((context.segment_id.as_deref(), context.position, context.loop_id.as_deref()), (Some("SBR"), Some(2), Some("2000")));
        assert_eq!(context.at, Some(ElementPosition { element: Some(5), component: None, repetition: None }));
    }

    #[test]
    fn an_error_of_type_2_beside_one_of_type_4_rejects() {
        let set = SetSummary { verdict: Verdict::Rejected, ..set_summary() };
        let findings = [finding(2, Severity::Error), finding(4, Severity::Error)];
        let maker = SetMaker { set: &set, findings: &findings, outer: &[], watch: &SetWatch::default(), guide: None, delimiters: Delimiters::USUAL };
        let response = maker.response();
        assert_eq!((response.verdict, response.segments.len()), (SetVerdict::REJECTED, 1));
        assert_eq!(response.segments[0].elements.len(), 2);
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
