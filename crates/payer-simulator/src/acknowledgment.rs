//! TA1 and 999 for one interchange: what the findings ask for, and what the script adds.
//!
//! Invariant: a claim counts as accepted only if the 999 that is sent says so of its set.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use x12_acknowledge::codes::{ElementFault, GroupVerdict, InterchangeNote, InterchangeVerdict, SegmentFault, SetFault, SetVerdict};
use x12_acknowledge::model::{ElementError, ElementPosition, SegmentError, SetResponse};
use x12_acknowledge::{
    AckOptions, Acknowledgment, Error, ImplementationAcknowledgment, InterchangeAcknowledgment, Kind, Parties, Private, write_acknowledgments,
};
use x12_syntax::Limits;

use crate::control_numbers::ControlNumbers;
use crate::intake::{ReceivedInterchange, ReceivedSet};

/// What the script says of an interchange beyond what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scripted {
    /// Why the whole interchange is refused.
    pub(crate) refusal: Option<InterchangeNote>,
    /// For each set: the claim for which it is refused.
    pub(crate) refused_sets: Vec<Option<usize>>,
}

/// The acknowledgements of one interchange.
#[derive(Debug, Clone, Default)]
pub(crate) struct Acknowledged {
    /// The TA1; empty for an interchange that is itself an acknowledgement.
    pub(crate) ta1: Vec<u8>,
    /// The 999; empty if the TA1 refuses.
    pub(crate) implementation: Vec<u8>,
    /// Whether the TA1 accepts.
    pub(crate) envelope_accepted: bool,
    /// For each set, whether the 999 accepts it.
    pub(crate) accepted_sets: Vec<bool>,
}

/// Acknowledges one interchange.
///
/// # Errors
/// If an answer cannot be written.
pub(crate) fn acknowledge(
    bytes: &[u8],
    received: &ReceivedInterchange,
    scripted: &Scripted,
    numbers: &mut ControlNumbers,
    at: Timestamp,
) -> Result<Acknowledged, Error> {
    let mut acknowledged = Acknowledged::default();
    let Some(Acknowledgment::Interchange(mut ta1)) = owed(Kind::InterchangeTa1, bytes, &options(numbers.next(), at))?.pop() else {
        return Ok(acknowledged);
    };
    refuse_envelope(&mut ta1, scripted);
    acknowledged.envelope_accepted = ta1.verdict != InterchangeVerdict::REJECTED;
    let parties = parties(received);
    acknowledged.ta1 = written(&[Acknowledgment::Interchange(ta1)], &parties, numbers, at)?;
    if !acknowledged.envelope_accepted {
        return Ok(acknowledged);
    }
    let mut groups = owed(Kind::Implementation999, bytes, &options(numbers.next(), at))?;
    // A group that a 999 cannot name is answered by a TA1, which has gone out already.
    groups.retain(|one| matches!(one, Acknowledgment::Implementation(_)));
    let refused = received.sets.iter().zip(&scripted.refused_sets);
    for (set, claim) in refused.filter_map(|(set, claim)| Some((set, (*claim)?))) {
        groups.iter_mut().for_each(|group| refuse_set(group, set, claim));
    }
    acknowledged.accepted_sets = received.sets.iter().map(|set| groups.iter().any(|group| accepts(group, set))).collect();
    if !groups.is_empty() {
        acknowledged.implementation = written(&groups, &parties, numbers, at)?;
    }
    Ok(acknowledged)
}

/// What a receiver owes for the interchange by its findings alone.
fn owed(kind: Kind, bytes: &[u8], options: &AckOptions) -> Result<Vec<Acknowledgment>, Error> {
    let mut answer = Vec::new();
    let validation = x12_validate::Options::default();
    x12_acknowledge::write(kind, bytes, &mut answer, options, &validation)?;
    let read = x12_acknowledge::read(&answer[..], Limits::default())?;
    Ok(read.into_iter().flat_map(|one| one.acknowledgments).collect())
}

fn written(acknowledgments: &[Acknowledgment], parties: &Parties, numbers: &mut ControlNumbers, at: Timestamp) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let options = options(numbers.take(), at);
    write_acknowledgments(&mut bytes, parties, acknowledgments, &options)?;
    Ok(bytes)
}

/// What an acknowledgement takes from its sender.
pub(crate) fn options(control_number: u32, at: Timestamp) -> AckOptions {
    AckOptions { control_number: u64::from(control_number), created: at.to_zoned(TimeZone::UTC).datetime(), usage: 'T' }
}

/// Back to where an interchange came from.
pub(crate) fn parties(received: &ReceivedInterchange) -> Parties {
    let set = received.sets.first();
    let application = |of: fn(&ReceivedSet) -> &String, interchange: &String| set.map_or_else(|| interchange.clone(), |set| of(set).clone());
    let (sender, receiver) = (&received.receiver, &received.sender);
    Parties {
        sender: (sender.qualifier.clone(), sender.id.clone()),
        receiver: (receiver.qualifier.clone(), receiver.id.clone()),
        application_sender: application(|set| &set.application_receiver, &sender.id),
        application_receiver: application(|set| &set.application_sender, &receiver.id),
        usage: received.usage.clone(),
    }
}

fn refuse_envelope(ta1: &mut InterchangeAcknowledgment, scripted: &Scripted) {
    if let Some(note) = &scripted.refusal
        && ta1.verdict != InterchangeVerdict::REJECTED
    {
        ta1.verdict = InterchangeVerdict::REJECTED;
        ta1.note = note.clone();
    }
}

/// Refuses a set for one of its claims, as if the patient control number were not valid.
fn refuse_set(group: &mut Acknowledgment, set: &ReceivedSet, claim: usize) {
    let Acknowledgment::Implementation(group) = group else {
        return;
    };
    if !is_group_of(group, set) {
        return;
    }
    let wanted = |one: &&mut SetResponse| one.control_number == set.control_number;
    let Some(response) = group.sets.iter_mut().find(wanted) else {
        return;
    };
    if !response.is_accepted() {
        return;
    }
    response.verdict = SetVerdict::REJECTED;
    response.faults = vec![SetFault::SEGMENTS];
    response.segments.extend(claim_fault(set, claim));
    group.counts.accepted = group.counts.accepted.map(|count| count.saturating_sub(1));
    group.verdict = match group.counts.accepted {
        Some(0) | None => GroupVerdict::REJECTED,
        Some(_) => GroupVerdict::PARTIALLY_ACCEPTED,
    };
}

fn claim_fault(set: &ReceivedSet, claim: usize) -> Option<SegmentError> {
    let located = set.claims.get(claim)?;
    let position = located.starts.last()?.checked_sub(set.segments.0)?;
    let element = ElementError {
        at: ElementPosition { element: Some(1), ..ElementPosition::default() },
        data_element: Some("1028".to_owned()),
        fault: ElementFault::INVALID_CODE,
        value: Some(Private::new(located.claim.patient_control_number.clone())),
        contexts: Vec::new(),
    };
    Some(SegmentError {
        segment_id: "CLM".to_owned(),
        position: Some(position.saturating_add(1)),
        loop_id: Some("2300".to_owned()),
        fault: SegmentFault::ELEMENT_ERRORS,
        contexts: Vec::new(),
        elements: vec![element],
    })
}

fn accepts(group: &Acknowledgment, set: &ReceivedSet) -> bool {
    match group {
        Acknowledgment::Implementation(group) => is_group_of(group, set) && group.accepts(&set.control_number),
        _ => false,
    }
}

fn is_group_of(group: &ImplementationAcknowledgment, set: &ReceivedSet) -> bool {
    group.group.control_number == set.group_control_number
}
