//! 999, and 997 before it: each segment belongs to the last that its loop is open for.
//!
//! A 997 says the same with other names: AK3, AK4 and AK5 for IK3, IK4 and IK5. What comes without the segment that should open its loop is kept
//! under one that names nothing, so that no error is lost.

use x12_syntax::{Element, Segment};

use super::{components, optional, rest, text};
use crate::codes::{ElementFault, GroupFault, GroupVerdict, SegmentFault, SetFault, SetVerdict};
use crate::model::{
    AcknowledgedGroup, ContextEntry, ElementError, ElementPosition, GroupCounts, ImplementationAcknowledgment, SegmentContext, SegmentError, SetResponse,
};
use crate::private::Private;

/// Reads one 999.
#[derive(Debug)]
pub(super) struct ImplementationReader {
    read: ImplementationAcknowledgment,
    /// Whether a set is spoken of that has no verdict yet.
    is_set_open: bool,
}

impl ImplementationReader {
    pub(super) fn new(control_number: String) -> Self {
        let read = ImplementationAcknowledgment {
            control_number,
            group: AcknowledgedGroup::default(),
            sets: Vec::new(),
            verdict: GroupVerdict::new(""),
            counts: GroupCounts::default(),
            faults: Vec::new(),
            segment: None,
        };
        Self { read, is_set_open: false }
    }

    pub(super) fn finish(self) -> ImplementationAcknowledgment {
        self.read
    }

    pub(super) fn segment(&mut self, segment: &Segment<'_>) {
        match segment.id() {
            b"AK1" => self.read.group = AcknowledgedGroup { functional_id: text(segment, 1), control_number: text(segment, 2), version: text(segment, 3) },
            b"AK2" => self.open_set(set(segment)),
            b"IK3" | b"AK3" => self.in_set(|set| set.segments.push(segment_error(segment))),
            b"IK4" | b"AK4" => self.in_segment(|error| error.elements.push(element_error(segment))),
            b"CTX" => self.in_segment(|error| {
                let place = error.elements.last_mut().map_or(&mut error.contexts, |element| &mut element.contexts);
                place.push(context(segment));
            }),
            b"IK5" | b"AK5" => self.in_set(|set| {
                set.verdict = SetVerdict::new(text(segment, 1));
                set.faults = rest(segment, 2).map(SetFault::new).collect();
                set.segment = Some(segment.ordinal());
            }),
            b"AK9" => self.group_verdict(segment),
            _ => {}
        }
    }

    fn group_verdict(&mut self, segment: &Segment<'_>) {
        self.read.verdict = GroupVerdict::new(text(segment, 1));
        self.read.counts = GroupCounts { declared: number(segment, 2), received: number(segment, 3), accepted: number(segment, 4) };
        self.read.faults = rest(segment, 5).map(GroupFault::new).collect();
        self.read.segment = Some(segment.ordinal());
    }

    fn open_set(&mut self, set: SetResponse) {
        self.read.sets.push(set);
        self.is_set_open = true;
    }

    /// The set that is spoken of; one without a name where no AK2 has come since the last verdict.
    fn in_set(&mut self, change: impl FnOnce(&mut SetResponse)) {
        if !self.is_set_open {
            self.open_set(no_set());
        }
        if let Some(set) = self.read.sets.last_mut() {
            change(set);
            self.is_set_open = set.segment.is_none();
        }
    }

    fn in_segment(&mut self, change: impl FnOnce(&mut SegmentError)) {
        self.in_set(|set| {
            if set.segments.is_empty() {
                set.segments.push(no_segment());
            }
            if let Some(error) = set.segments.last_mut() {
                change(error);
            }
        });
    }
}

/// What stands for an AK2 that was left out.
fn no_set() -> SetResponse {
    SetResponse {
        transaction: String::new(),
        control_number: String::new(),
        reference: None,
        segments: Vec::new(),
        verdict: SetVerdict::new(""),
        faults: Vec::new(),
        segment: None,
    }
}

/// What stands for an IK3 that was left out.
fn no_segment() -> SegmentError {
    SegmentError { segment_id: String::new(), position: None, loop_id: None, fault: SegmentFault::new(""), contexts: Vec::new(), elements: Vec::new() }
}

fn set(segment: &Segment<'_>) -> SetResponse {
    SetResponse { transaction: text(segment, 1), control_number: text(segment, 2), reference: optional(segment, 3), ..no_set() }
}

fn segment_error(segment: &Segment<'_>) -> SegmentError {
    SegmentError {
        segment_id: text(segment, 1),
        position: number(segment, 2),
        loop_id: optional(segment, 3),
        fault: SegmentFault::new(text(segment, 4)),
        contexts: Vec::new(),
        elements: Vec::new(),
    }
}

fn element_error(segment: &Segment<'_>) -> ElementError {
    ElementError {
        at: segment.element(1).map(|element| position(&element)).unwrap_or_default(),
        data_element: optional(segment, 2),
        fault: ElementFault::new(text(segment, 3)),
        value: optional(segment, 4).map(Private::new),
        contexts: Vec::new(),
    }
}

fn context(segment: &Segment<'_>) -> SegmentContext {
    let entry = |repetition: Element<'_>| {
        let mut parts = components(&repetition).into_iter();
        let name = parts.next().unwrap_or_default();
        ContextEntry { name, value: parts.next().filter(|value| !value.is_empty()).map(Private::new) }
    };
    let present = |position: usize| segment.element(position).filter(|element| !element.is_empty());
    SegmentContext {
        entries: present(1).map(|element| element.repetitions().map(entry).collect()).unwrap_or_default(),
        segment_id: optional(segment, 2),
        position: number(segment, 3),
        loop_id: optional(segment, 4),
        at: present(5).map(|element| position(&element)),
        data_elements: present(6).map(|element| components(&element)).unwrap_or_default(),
    }
}

fn position(element: &Element<'_>) -> ElementPosition {
    let part =
        |position: usize| element.component(position).and_then(|part| x12_syntax::value::unsigned(part.bytes())).and_then(|number| u32::try_from(number).ok());
    ElementPosition { element: part(1), component: part(2), repetition: part(3) }
}

fn number(segment: &Segment<'_>, position: usize) -> Option<u64> {
    x12_syntax::value::unsigned(segment.value(position))
}
