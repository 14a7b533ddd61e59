//! Making the acknowledgement that a receiver owes for a document: it listens to a validation and writes as the document is read.
//!
//! Invariant: memory holds the findings of one set at a time, and for a 277CA its claims. A file that is itself an acknowledgement (999, TA1) is not acknowledged, or two
//! systems would answer each other for ever.

mod claim;
mod faults;
mod group;
mod interchange;
mod line;
mod observe;
mod position;
mod set;
mod submission;
mod watch;

use std::io::{Read, Write};

use x12_validate::{Options, Summary, Validator};

use crate::error::Error;
use crate::limits;
use crate::write::AckOptions;
pub use observe::Acknowledger;

/// Which acknowledgement to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// TA1: of each interchange by its envelope.
    InterchangeTa1,
    /// 999: of each functional group by the standard and by the guide. Errors of SNIP types 1 and 2 reject their set; what the guide asks for in
    /// a situation (type 4) is noted. An interchange with no group that can be named in a 999 gets its TA1 instead.
    Implementation999,
    /// 277CA: of each claim of an 837. Claims with errors of any SNIP type are rejected, and if the 999 rejects their set, all claims of it
    /// are. Other sets are not answered.
    Claim277,
}

/// What was acknowledged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Interchanges received.
    pub interchanges: u64,
    /// Interchanges whose envelope is rejected.
    pub interchanges_rejected: u64,
    /// Groups received, those that are acknowledgements themselves not counted.
    pub groups: u64,
    /// Groups of which nothing was accepted, or not all.
    pub groups_not_accepted: u64,
    /// Transaction sets received, those that are acknowledgements themselves not counted.
    pub sets: u64,
    /// Transaction sets accepted, by SNIP types 1 and 2.
    pub sets_accepted: u64,
    /// Of these, the ones with errors that reject nothing.
    pub sets_accepted_with_errors: u64,
    /// Claims answered; 0 unless a 277CA was asked for.
    pub claims: u64,
    /// Claims accepted.
    pub claims_accepted: u64,
    /// Interchanges written in answer.
    pub answers: u64,
    /// What the validation counted.
    pub summary: Summary,
}

impl Outcome {
    /// Whether all that came was accepted.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.interchanges_rejected == 0 && self.groups_not_accepted == 0 && self.claims_accepted == self.claims
    }
}

/// Writes the acknowledgement that a receiver owes for a document.
///
/// For TA1 and 999 only what they tell is checked, whatever `validation` asks for: SNIP types 1 and 2, and for the 999 type 4 if it is wanted. A set
/// that balances wrongly is still readable, so it is accepted in the 999, and its claims are answered in the 277CA.
///
/// # Errors
/// If the document cannot be read, the answer cannot be written, or the control numbers run out. What was written until then stands.
pub fn write(kind: Kind, input: impl Read, output: impl Write, options: &AckOptions, validation: &Options) -> Result<Outcome, Error> {
    let mut validation = validation.clone();
    // Findings are kept for one set at a time, and a fault at the end of a long file must not go untold.
    validation.most_findings = usize::MAX;
    match kind {
        Kind::InterchangeTa1 => validation.snip = [true, true, false, false, false, false, false],
        Kind::Implementation999 => validation.snip = [true, true, false, validation.wants(4), false, false, false],
        // Each claim has its own answer, however many were faulty before it.
        Kind::Claim277 => validation.most_findings_in_set = validation.most_findings_in_set.max(limits::FINDINGS),
    }
    let mut acknowledger = Acknowledger::new(kind, output, options, &validation.guides);
    let summary = Validator::new(&validation).run(input, &mut acknowledger)?;
    acknowledger.finish(summary)
}
