//! Remittances to 835 sets.

use std::io::Write;

use x12_guide::Guide;
use x12_guide::model::LoopIx;
use x12_model::{WriteError, draft_of};
use x12_syntax::{SegmentBuilder, Writer};

use crate::Remittance;

/// Writes one set, ST to SE; gives how many segments it has.
///
/// # Errors
/// If a field has no place in the guide, a value holds a delimiter, or the destination fails.
pub fn write_set<W: Write>(to: &mut Writer<W>, guide: &Guide, remittance: &Remittance) -> Result<u64, WriteError> {
    let number = remittance.control_number.as_str();
    let draft = draft_of(remittance, guide, LoopIx::ROOT, 1);
    to.write(&SegmentBuilder::new("ST").element("835").element(number))?;
    let segments = draft.write(to)? + 2;
    to.write(&SegmentBuilder::new("SE").element(segments.to_string()).element(number))?;
    Ok(segments)
}
