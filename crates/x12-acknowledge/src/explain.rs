//! Acknowledgements in words, for a biller who has to act on them.
//!
//! The lines name claims by their numbers, so they are for the screen of whoever sent the claims, never for a log. They hold no names and none
//! of the values that were refused. Where a shipped guide is the one that was answered, its words for segments and elements are used.

use std::sync::Arc;

use x12_guide::Guide;

use crate::Acknowledgment;
use crate::codes::party;
use crate::model::{
    ClaimAcknowledgment, ClaimResponse, ContextEntry, ElementError, ElementPosition, ImplementationAcknowledgment, InterchangeAcknowledgment, ProviderResponse,
    SegmentContext, SegmentError, SetResponse, Status, StatusDetail, Totals,
};

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
    let verdict = verdict(one.verdict.as_str(), one.verdict.explain(), "the answer does not say how the group fares");
    let group = &one.group;
    let mut lines = vec![format!(
        "Group {} ({}): {verdict}; {} of {} sets accepted.",
        group.control_number,
        group.functional_id,
        count(one.counts.accepted),
        count(one.counts.received)
    )];
    lines.extend(one.faults.iter().map(|fault| format!("  {}.", words(fault.as_str(), fault.explain()))));
    for set in &one.sets {
        let reference = set.reference.as_deref().unwrap_or(&group.version);
        let guide = x12_guide::shipped().find(&set.transaction, reference);
        set_response(set, guide, &mut lines);
    }
    lines
}

fn set_response(set: &SetResponse, guide: Option<Arc<Guide>>, lines: &mut Vec<String>) {
    let verdict = verdict(set.verdict.as_str(), set.verdict.explain(), "the group's verdict holds for it");
    let name = if set.control_number.is_empty() { "A set that is not named".to_owned() } else { format!("Set {} ({})", set.control_number, set.transaction) };
    lines.push(format!("  {name}: {verdict}."));
    lines.extend(set.faults.iter().map(|fault| format!("    {}.", words(fault.as_str(), fault.explain()))));
    let names = Names { guide };
    set.segments.iter().for_each(|segment| segment_error(segment, &names, lines));
}

fn segment_error(error: &SegmentError, names: &Names, lines: &mut Vec<String>) {
    let position = error.position.map(|position| format!("segment {position}, ")).unwrap_or_default();
    let place = error.loop_id.as_deref().map(|id| format!(" in loop {id}")).unwrap_or_default();
    let id = if error.segment_id.is_empty() { "a segment that is not named" } else { &error.segment_id };
    let name = in_brackets(names.segment(error));
    let unit: String = error.contexts.iter().flat_map(|context| &context.entries).filter_map(unit).collect();
    let fault = verdict(error.fault.as_str(), error.fault.explain(), "something is wrong");
    lines.push(format!("    {position}{id}{name}{place}{unit}: {fault}{}.", trigger(&error.contexts)));
    for element in &error.elements {
        let name = in_brackets(names.element(error, element.at));
        let place = element_place(&error.segment_id, element);
        lines.push(format!("      {place}{name}: {}{}.", words(element.fault.as_str(), element.fault.explain()), trigger(&element.contexts)));
    }
}

/// The business object that a context names.
fn unit(entry: &ContextEntry) -> Option<String> {
    let value = entry.value.as_ref()?.expose();
    let kind = match entry.name.as_str() {
        "CLM01" => "claim",
        "TRN02" => "trace number",
        "ENT01" => "entity",
        "NM109" | "SUBSCRIBER NAME NM109" => "member",
        "PATIENT NAME NM109" => "patient",
        "SUBSCRIBER NUMBER REF02" => "subscriber",
        other => other,
    };
    Some(format!(", {kind} {value}"))
}

/// What made the guide ask, if a context says so.
fn trigger(contexts: &[SegmentContext]) -> String {
    let named = contexts.iter().filter_map(|context| Some((context, context.segment_id.as_deref()?)));
    let told = named.map(|(context, id)| {
        let element = context.at.map(position).unwrap_or_default();
        let segment = context.position.map(|position| format!(" of segment {position}")).unwrap_or_default();
        let place = context.loop_id.as_deref().map(|id| format!(" in loop {id}")).unwrap_or_default();
        format!("{id}{element}{segment}{place}")
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!(", because of {}", told.join(" and ")) }
}

/// `CLM05-3`, and which repetition if it says so.
fn element_place(segment_id: &str, error: &ElementError) -> String {
    let repetition = error.at.repetition.map(|repetition| format!(" (repetition {repetition})")).unwrap_or_default();
    format!("{segment_id}{}{repetition}", position(error.at))
}

/// `05-3`.
fn position(at: ElementPosition) -> String {
    let element = at.element.map_or_else(|| "??".to_owned(), |element| format!("{element:02}"));
    let component = at.component.map(|component| format!("-{component}")).unwrap_or_default();
    format!("{element}{component}")
}

/// The words of the guide that was answered.
struct Names {
    guide: Option<Arc<Guide>>,
}

impl Names {
    fn segment(&self, error: &SegmentError) -> Option<String> {
        let guide = self.guide.as_deref()?;
        same(uses(guide, error).map(|one| one.name.as_str()))
    }

    fn element(&self, error: &SegmentError, at: ElementPosition) -> Option<String> {
        let guide = self.guide.as_deref()?;
        let position = u8::try_from(at.element?).ok()?;
        let component = at.component.map(u8::try_from).transpose().ok()?;
        let elements = uses(guide, error).filter_map(|one| one.element(position));
        same(elements.filter_map(|one| component.map_or(Some(one), |component| one.component(component))).map(|one| one.name.as_str()))
    }
}

/// The uses of a segment in the loops that IK303 may mean: it has room for the number of a loop, and not for its letters.
fn uses<'g>(guide: &'g Guide, error: &'g SegmentError) -> impl Iterator<Item = &'g x12_guide::model::SegmentUse> {
    let in_loop = |id: &str| error.loop_id.as_deref().is_none_or(|loop_id| id.starts_with(loop_id));
    guide.segments.iter().filter(move |one| one.id == error.segment_id && in_loop(&guide.loop_at(one.loop_ix).id))
}

/// What all say, if they agree.
fn same<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<String> {
    let first = names.next()?;
    names.all(|other| other == first).then(|| first.to_lowercase())
}

fn in_brackets(name: Option<String>) -> String {
    name.map(|name| format!(" ({name})")).unwrap_or_default()
}

fn claims(one: &ClaimAcknowledgment) -> Vec<String> {
    let mut lines = Vec::new();
    statuses(&format!("Submission {}", one.submission.trace), &one.submission.statuses, &mut lines);
    lines.extend(totals(&one.submission.totals).map(|totals| format!("  {totals}.")));
    one.providers.iter().for_each(|one| provider(one, &mut lines));
    lines
}

fn provider(one: &ProviderResponse, lines: &mut Vec<String>) {
    let name = format!("  Provider {}", one.provider.identifier.expose());
    statuses(&name, one.response.as_ref().map_or(&[], |response| &response.statuses), lines);
    let totals = one.response.as_ref().and_then(|response| totals(&response.totals));
    lines.extend(totals.map(|totals| format!("    {totals}.")));
    one.patients.iter().flat_map(|patient| &patient.claims).for_each(|one| claim(one, lines));
}

fn claim(one: &ClaimResponse, lines: &mut Vec<String>) {
    let number = if one.patient_control_number.is_empty() { "that is not named" } else { one.patient_control_number.expose() };
    statuses(&format!("    Claim {number}"), &one.statuses, lines);
    for line in &one.lines {
        let number = line.line_item_control_number.as_ref().map(|number| format!(" ({})", number.expose())).unwrap_or_default();
        statuses(&format!("      Line {}{number}", line.procedure.join(" ")), &line.statuses, lines);
    }
}

/// `2 claims (150.50) accepted, 1 claim (20) rejected`.
fn totals(totals: &Totals) -> Option<String> {
    let told = |claims: &Option<String>, charges: &Option<String>, verdict: &str| {
        let claims = claims.as_ref()?;
        let noun = if claims == "1" { "claim" } else { "claims" };
        let charges = charges.as_ref().map(|charges| format!(" for {charges}")).unwrap_or_default();
        Some(format!("{claims} {noun}{charges} {verdict}"))
    };
    let all = [told(&totals.accepted_claims, &totals.accepted_charges, "accepted"), told(&totals.rejected_claims, &totals.rejected_charges, "rejected")];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// A line for each thing that is said of something.
fn statuses(what: &str, statuses: &[Status], lines: &mut Vec<String>) {
    lines.extend(statuses.iter().flat_map(|status| &status.details).map(|detail| format!("{what}: {}.", detail_words(detail))));
}

fn detail_words(detail: &StatusDetail) -> String {
    let concerned = detail.party.as_deref().map(|code| format!(", {}", words(code, party(code)))).unwrap_or_default();
    format!("{}: {}{concerned}", words(detail.category.as_str(), detail.category.explain()), words(detail.status.as_str(), detail.status.explain()))
}

fn words(code: &str, meaning: Option<&str>) -> String {
    format!("{} ({code})", meaning.unwrap_or(UNKNOWN))
}

/// The words for a code, and others where none was sent.
fn verdict(code: &str, meaning: Option<&str>, without: &str) -> String {
    if code.is_empty() { without.to_owned() } else { words(code, meaning) }
}
