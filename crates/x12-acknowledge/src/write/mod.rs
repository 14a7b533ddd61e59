//! Acknowledgements to bytes: one interchange with TA1s, a group of 999s for each group acknowledged, and a group of 277CAs.

pub(crate) mod claim;
mod envelope;
pub(crate) mod implementation;
pub(crate) mod text;

use std::io::Write;

use jiff::civil::DateTime;
use x12_syntax::SegmentBuilder;

use crate::Acknowledgment;
use crate::error::Error;
use crate::model::{ClaimAcknowledgment, InterchangeAcknowledgment};
pub use envelope::Parties;
pub(crate) use envelope::{Answer, header_date, header_time, written_date};

/// GS08 and ST03 of our 999.
pub(crate) const IMPLEMENTATION_GUIDE: &str = "005010X231A1";
/// GS08 and ST03 of our 277CA.
pub(crate) const CLAIM_GUIDE: &str = "005010X214";

/// What an answer takes from its sender: nothing here reads a clock or draws a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckOptions {
    /// ISA13 of the first answer, 1 to 999999999; each further answer takes the next.
    pub control_number: u64,
    /// When the answer is made: ISA09, ISA10, GS04 and GS05.
    pub created: DateTime,
    /// ISA15 of the answer where the interchange received has no usable one: `P` or `T`.
    pub usage: char,
}

/// Writes acknowledgements as one interchange.
///
/// # Errors
/// If a value holds a delimiter, the control number is out of range, or the destination fails.
pub fn write_acknowledgments(output: impl Write, parties: &Parties, acknowledgments: &[Acknowledgment], options: &AckOptions) -> Result<(), Error> {
    let mut answer = Answer::new(output, options);
    answer.open_interchange(parties)?;
    let mut claims: Vec<&ClaimAcknowledgment> = Vec::new();
    // A TA1 stands before the first group.
    for acknowledgment in acknowledgments {
        match acknowledgment {
            Acknowledgment::Interchange(one) => answer.segment(&interchange_segment(one))?,
            Acknowledgment::Claim(one) => claims.push(one),
            Acknowledgment::Implementation(_) => {}
        }
    }
    for acknowledgment in acknowledgments {
        if let Acknowledgment::Implementation(one) = acknowledgment {
            answer.open_group("FA", IMPLEMENTATION_GUIDE, None)?;
            implementation::write(&mut answer, one)?;
            answer.close_group()?;
        }
    }
    if !claims.is_empty() {
        answer.open_group("HN", CLAIM_GUIDE, None)?;
        for one in claims {
            claim::write(&mut answer, one)?;
        }
        answer.close_group()?;
    }
    answer.close_interchange()
}

/// TA1.
pub(crate) fn interchange_segment(one: &InterchangeAcknowledgment) -> SegmentBuilder {
    SegmentBuilder::new("TA1").element(&one.control_number).element(&one.date).element(&one.time).element(one.verdict.as_str()).element(one.note.as_str())
}
