//! 999 (005010X231A1): the acknowledgment of a functional group by the standard and by the guide. A 997, which says the same by the standard alone,
//! is read into the same values.

use serde::Serialize;

use crate::codes::{ElementFault, GroupFault, GroupVerdict, SegmentFault, SetFault, SetVerdict};
use crate::private::Private;

/// One 999: what became of one functional group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImplementationAcknowledgment {
    /// ST02 of the 999.
    pub control_number: String,
    /// AK1.
    pub group: AcknowledgedGroup,
    /// The sets that are spoken of, in their order (loop 2000).
    pub sets: Vec<SetResponse>,
    /// AK901.
    pub verdict: GroupVerdict,
    /// AK902 to AK904.
    pub counts: GroupCounts,
    /// AK905 to AK909.
    pub faults: Vec<GroupFault>,
    /// The AK9's ordinal in the file that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u64>,
}

/// AK1: the group that is acknowledged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AcknowledgedGroup {
    /// AK101: its GS01.
    pub functional_id: String,
    /// AK102: its GS06.
    pub control_number: String,
    /// AK103: its GS08.
    pub version: String,
}

/// AK902 to AK904; `None` for what cannot be read as a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupCounts {
    /// How many sets the group announced (GE01).
    pub declared: Option<u64>,
    /// How many were received.
    pub received: Option<u64>,
    /// How many were accepted.
    pub accepted: Option<u64>,
}

/// Loop 2000: what became of one transaction set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetResponse {
    /// AK201: its ST01.
    pub transaction: String,
    /// AK202: its ST02.
    pub control_number: String,
    /// AK203: its ST03, if it had one.
    pub reference: Option<String>,
    /// The segments in error (loop 2100).
    pub segments: Vec<SegmentError>,
    /// IK501.
    pub verdict: SetVerdict,
    /// IK502 to IK506.
    pub faults: Vec<SetFault>,
    /// The IK5's ordinal in the file that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u64>,
}

/// Loop 2100: a segment in error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SegmentError {
    /// IK301.
    pub segment_id: String,
    /// IK302: its ordinal in the set, ST is 1; `None` if it cannot be read.
    pub position: Option<u64>,
    /// IK303.
    pub loop_id: Option<String>,
    /// IK304.
    pub fault: SegmentFault,
    /// CTX: the claim concerned, or why the segment was looked at.
    pub contexts: Vec<SegmentContext>,
    /// The elements in error (loop 2110).
    pub elements: Vec<ElementError>,
}

/// Loop 2110: an element in error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ElementError {
    /// IK401.
    pub at: ElementPosition,
    /// IK402: the data element's number in the standard.
    pub data_element: Option<String>,
    /// IK403.
    pub fault: ElementFault,
    /// IK404: a copy of the value.
    pub value: Option<Private>,
    /// CTX: why the element was looked at.
    pub contexts: Vec<SegmentContext>,
}

/// C030: where an element stands in its segment; each position 1-based, `None` if it was not sent or is no number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ElementPosition {
    /// The element.
    pub element: Option<u32>,
    /// The component in a composite.
    pub component: Option<u32>,
    /// The repetition, where the element is repeated.
    pub repetition: Option<u32>,
}

/// CTX: the business object concerned (`CLM01:123`), or the place that made the guide ask (`SITUATIONAL TRIGGER`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SegmentContext {
    /// CTX01, with its repetitions.
    pub entries: Vec<ContextEntry>,
    /// CTX02.
    pub segment_id: Option<String>,
    /// CTX03.
    pub position: Option<u64>,
    /// CTX04.
    pub loop_id: Option<String>,
    /// CTX05.
    pub at: Option<ElementPosition>,
    /// CTX06: the data element's number, and that of its component.
    pub data_elements: Vec<String>,
}

/// C998: a name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContextEntry {
    /// The kind (`CLM01`, `TRN02`, `SITUATIONAL TRIGGER`).
    pub name: String,
    /// The identifier.
    pub value: Option<Private>,
}

impl SetResponse {
    /// Whether IK501 was sent; some payers name a set and leave its verdict to the group's.
    #[must_use]
    pub fn has_verdict(&self) -> bool {
        !self.verdict.as_str().is_empty()
    }

    /// Whether the set was taken: IK501 is A or E.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.verdict == SetVerdict::ACCEPTED || self.verdict == SetVerdict::ACCEPTED_WITH_ERRORS
    }
}

impl ImplementationAcknowledgment {
    /// Whether a set was taken. The group's word goes before the set's: in a group that is rejected no set is accepted, and in one
    /// that is accepted as a whole (A or E) sets need not be named, nor have a verdict of their own.
    #[must_use]
    pub fn accepts(&self, set_control_number: &str) -> bool {
        let own = self.sets.iter().find(|set| set.control_number == set_control_number && set.has_verdict()).map(SetResponse::is_accepted);
        match self.verdict.as_str() {
            "A" | "E" => own.unwrap_or(true),
            "P" => own.unwrap_or(false),
            _ => false,
        }
    }
}
