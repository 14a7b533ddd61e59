//! Acknowledgements in words, for a biller who has to act on them.
//!
//! The lines name claims by their numbers, so they are for the screen of whoever sent the claims, never for a log. They hold no names and none
//! of the values that were refused.

use crate::Acknowledgment;
use crate::model::{ClaimAcknowledgment, ElementError, ImplementationAcknowledgment, InterchangeAcknowledgment, SegmentError, SetResponse, Status};

/// What stands for the meaning of a code that we do not know.
const UNKNOWN: &str = "a code that is not in our list";

impl Acknowledgment {
    /// What it says, one statement a line, indented by what it belongs to.
    #[must_use]
    pub fn explain(&self) -> Vec<String> {
        match self {
            Self::Interchange(one) => interchange(one),
            Self::Implementation(one) => implementation(one),
            Self::Claim(one) => claims(one),
        }
    }
}

fn interchange(one: &InterchangeAcknowledgment) -> Vec<String> {
    let verdict = words(one.verdict.as_str(), one.verdict.explain());
    vec![format!("Interchange {}: {verdict}; {}.", one.control_number, words(one.note.as_str(), one.note.explain()))]
}

fn implementation(one: &ImplementationAcknowledgment) -> Vec<String> {
    let count = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    let verdict = words(one.verdict.as_str(), one.verdict.explain());
    let group = &one.group;
    let mut lines = vec![format!(
        "Group {} ({}): {verdict}; {} of {} sets accepted.",
        group.control_number,
        group.functional_id,
        count(one.counts.accepted),
        count(one.counts.received)
    )];
    lines.extend(one.faults.iter().map(|fault| format!("  {}.", words(fault.as_str(), fault.explain()))));
    one.sets.iter().for_each(|set| set_response(set, &mut lines));
    lines
}

fn set_response(set: &SetResponse, lines: &mut Vec<String>) {
    lines.push(format!("  Set {} ({}): {}.", set.control_number, set.transaction, words(set.verdict.as_str(), set.verdict.explain())));
    lines.extend(set.faults.iter().map(|fault| format!("    {}.", words(fault.as_str(), fault.explain()))));
    set.segments.iter().for_each(|segment| segment_error(segment, lines));
}

fn segment_error(error: &SegmentError, lines: &mut Vec<String>) {
    let position = error.position.map(|position| format!("segment {position}, ")).unwrap_or_default();
    let place = error.loop_id.as_deref().map(|id| format!(" in loop {id}")).unwrap_or_default();
    let known = error.contexts.iter().flat_map(|context| &context.entries);
    let unit: String = known.filter_map(|entry| entry.value.as_ref().map(|value| format!(", {} {}", entry.name, value.expose()))).collect();
    lines.push(format!("    {position}{}{place}{unit}: {}.", error.segment_id, words(error.fault.as_str(), error.fault.explain())));
    lines.extend(
        error
            .elements
            .iter()
            .map(|element| format!("      {}: {}.", element_name(&error.segment_id, element), words(element.fault.as_str(), element.fault.explain()))),
    );
}

/// `CLM05-3`, and which repetition if it says so.
fn element_name(segment_id: &str, error: &ElementError) -> String {
    let element = error.at.element.map_or_else(|| "??".to_owned(), |element| format!("{element:02}"));
    let component = error.at.component.map(|component| format!("-{component}")).unwrap_or_default();
    let repetition = error.at.repetition.map(|repetition| format!(" (repetition {repetition})")).unwrap_or_default();
    format!("{segment_id}{element}{component}{repetition}")
}

fn claims(one: &ClaimAcknowledgment) -> Vec<String> {
    let mut lines = Vec::new();
    statuses(&format!("Submission {}", one.submission.trace), &one.submission.statuses, &mut lines);
    for provider in &one.providers {
        let own = provider.response.iter().flat_map(|response| &response.statuses);
        own.for_each(|status| lines.push(format!("  Provider {}: {}.", provider.provider.identifier.expose(), status_words(status))));
        for claim in provider.patients.iter().flat_map(|patient| &patient.claims) {
            statuses(&format!("    Claim {}", claim.patient_control_number.expose()), &claim.statuses, &mut lines);
            for line in &claim.lines {
                statuses(&format!("      Line {}", line.procedure.join(" ")), &line.statuses, &mut lines);
            }
        }
    }
    lines
}

fn statuses(what: &str, statuses: &[Status], lines: &mut Vec<String>) {
    lines.extend(statuses.iter().map(|status| format!("{what}: {}.", status_words(status))));
}

fn status_words(status: &Status) -> String {
    let detail = |detail: &crate::model::StatusDetail| {
        let party = detail.party.as_deref().map(|party| format!(", party {party}")).unwrap_or_default();
        format!("{}: {}{party}", words(detail.category.as_str(), detail.category.explain()), words(detail.status.as_str(), detail.status.explain()))
    };
    status.details.iter().map(detail).collect::<Vec<_>>().join("; ")
}

fn words(code: &str, meaning: Option<&str>) -> String {
    format!("{} ({code})", meaning.unwrap_or(UNKNOWN))
}
