//! 999 (005010X231A1): AK1, the set responses (loop 2000), AK9.

use std::io::Write;

use x12_syntax::SegmentBuilder;

use super::{Answer, IMPLEMENTATION_GUIDE};
use crate::codes::{GroupFault, GroupVerdict};
use crate::error::Error;
use crate::model::{AcknowledgedGroup, ElementError, ElementPosition, GroupCounts, ImplementationAcknowledgment, SegmentContext, SegmentError, SetResponse};

/// Writes one 999 into the open group.
pub(crate) fn write<W: Write>(answer: &mut Answer<'_, W>, one: &ImplementationAcknowledgment) -> Result<(), Error> {
    open(answer, &one.control_number, &one.group)?;
    for set in &one.sets {
        write_set(answer, set)?;
    }
    close(answer, &one.verdict, one.counts, &one.faults)
}

/// ST and AK1.
pub(crate) fn open<W: Write>(answer: &mut Answer<'_, W>, control_number: &str, group: &AcknowledgedGroup) -> Result<(), Error> {
    answer.open_set("999", control_number, IMPLEMENTATION_GUIDE)?;
    answer.segment(&SegmentBuilder::new("AK1").element(&group.functional_id).element(&group.control_number).element(&group.version))
}

/// Loop 2000.
pub(crate) fn write_set<W: Write>(answer: &mut Answer<'_, W>, set: &SetResponse) -> Result<(), Error> {
    answer.segment(&SegmentBuilder::new("AK2").element(&set.transaction).element(&set.control_number).element(set.reference.as_deref().unwrap_or_default()))?;
    for segment in &set.segments {
        write_segment_error(answer, segment)?;
    }
    let verdict = SegmentBuilder::new("IK5").element(set.verdict.as_str());
    answer.segment(&set.faults.iter().fold(verdict, |segment, fault| segment.element(fault.as_str())))
}

/// AK9 and SE.
pub(crate) fn close<W: Write>(answer: &mut Answer<'_, W>, verdict: &GroupVerdict, counts: GroupCounts, faults: &[GroupFault]) -> Result<(), Error> {
    let segment =
        SegmentBuilder::new("AK9").element(verdict.as_str()).element(number(counts.declared)).element(number(counts.received)).element(number(counts.accepted));
    answer.segment(&faults.iter().fold(segment, |segment, fault| segment.element(fault.as_str())))?;
    answer.close_set()
}

/// Loop 2100.
fn write_segment_error<W: Write>(answer: &mut Answer<'_, W>, error: &SegmentError) -> Result<(), Error> {
    let segment = SegmentBuilder::new("IK3").element(&error.segment_id).element(number(error.position)).element(error.loop_id.as_deref().unwrap_or_default());
    answer.segment(&segment.element(error.fault.as_str()))?;
    for context in &error.contexts {
        answer.segment(&context_segment(context))?;
    }
    for element in &error.elements {
        write_element_error(answer, element)?;
    }
    Ok(())
}

/// Loop 2110.
fn write_element_error<W: Write>(answer: &mut Answer<'_, W>, error: &ElementError) -> Result<(), Error> {
    let value = error.value.as_ref().map(|value| value.expose()).unwrap_or_default();
    let segment = SegmentBuilder::new("IK4").composite(position(error.at)).element(error.data_element.as_deref().unwrap_or_default());
    answer.segment(&segment.element(error.fault.as_str()).element(value))?;
    error.contexts.iter().try_for_each(|context| answer.segment(&context_segment(context)))
}

fn context_segment(context: &SegmentContext) -> SegmentBuilder {
    let mut segment = SegmentBuilder::new("CTX");
    for (index, entry) in context.entries.iter().enumerate() {
        segment.set(1, index + 1, 1, entry.name.as_bytes());
        if let Some(value) = &entry.value {
            segment.set(1, index + 1, 2, value.expose().as_bytes());
        }
    }
    segment
        .element(context.segment_id.as_deref().unwrap_or_default())
        .element(number(context.position))
        .element(context.loop_id.as_deref().unwrap_or_default())
        .composite(context.at.map(position).unwrap_or_default())
        .composite(&context.data_elements)
}

fn position(at: ElementPosition) -> [String; 3] {
    [at.element, at.component, at.repetition].map(|one| one.map(|one| one.to_string()).unwrap_or_default())
}

fn number(value: Option<u64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
