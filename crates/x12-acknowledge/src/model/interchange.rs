//! TA1: the acknowledgment of an interchange by its envelope alone.

use serde::Serialize;

use crate::codes::{InterchangeNote, InterchangeVerdict};

/// One TA1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InterchangeAcknowledgment {
    /// TA101: ISA13 of the interchange that is acknowledged.
    pub control_number: String,
    /// TA102: its ISA09, YYMMDD.
    #[serde(serialize_with = "crate::iso::date")]
    pub date: String,
    /// TA103: its ISA10, HHMM.
    #[serde(serialize_with = "crate::iso::time")]
    pub time: String,
    /// TA104.
    pub verdict: InterchangeVerdict,
    /// TA105.
    pub note: InterchangeNote,
    /// The TA1's ordinal in the file that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u64>,
}
