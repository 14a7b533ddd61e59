//! 999: each segment belongs to the last that its loop is open for.

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
        Self { read }
    }

    pub(super) fn finish(self) -> ImplementationAcknowledgment {
        self.read
    }

    pub(super) fn segment(&mut self, segment: &Segment<'_>) {
        match segment.id() {
            b"AK1" => self.read.group = AcknowledgedGroup { functional_id: text(segment, 1), control_number: text(segment, 2), version: text(segment, 3) },
            b"AK2" => self.read.sets.push(set(segment)),
            b"IK3" => self.in_set(|set| set.segments.push(segment_error(segment))),
            b"IK4" => self.in_segment(|error| error.elements.push(element_error(segment))),
            b"CTX" => self.in_segment(|error| {
                let place = error.elements.last_mut().map_or(&mut error.contexts, |element| &mut element.contexts);
                place.push(context(segment));
            }),
            b"IK5" => self.in_set(|set| {
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

    fn in_set(&mut self, change: impl FnOnce(&mut SetResponse)) {
        if let Some(set) = self.read.sets.last_mut() {
            change(set);
        }
    }

    fn in_segment(&mut self, change: impl FnOnce(&mut SegmentError)) {
        if let Some(error) = self.read.sets.last_mut().and_then(|set| set.segments.last_mut()) {
            change(error);
        }
    }
}

fn set(segment: &Segment<'_>) -> SetResponse {
    SetResponse {
        transaction: text(segment, 1),
        control_number: text(segment, 2),
        reference: optional(segment, 3),
        segments: Vec::new(),
        verdict: SetVerdict::new(""),
        faults: Vec::new(),
        segment: None,
    }
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
