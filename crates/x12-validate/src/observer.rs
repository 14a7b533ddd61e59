//! What a validation tells while it runs: each envelope level as it opens and closes, each set with its findings.

use serde::Serialize;
use x12_findings::Finding;
use x12_syntax::Segment;

/// How a set fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No errors.
    Accepted,
    /// Errors of SNIP types 3 to 7 only: a receiver takes the set and answers for its claims.
    AcceptedWithErrors,
    /// Errors of SNIP types 1 or 2: a receiver refuses the set.
    Rejected,
}

/// A set that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetSummary {
    /// The set by the name people use (`837P`), or ST01 where no guide is known.
    pub set: String,
    /// The guide's identifier; `None` where none is known.
    pub guide: Option<String>,
    /// ST02.
    pub control_number: String,
    /// Segments, ST and SE included.
    pub segments: u64,
    /// How it fares.
    pub verdict: Verdict,
    /// ST01.
    #[serde(skip)]
    pub transaction: String,
    /// ST03 as sent, empty if none was.
    #[serde(skip)]
    pub reference: String,
    /// Whether an SE closed it.
    #[serde(skip)]
    pub complete: bool,
    /// Errors of it that were counted and not kept, as there were more than the limit.
    #[serde(skip)]
    pub errors_not_kept: u64,
}

/// A functional group, from its GS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GroupSummary {
    /// GS01.
    pub functional_id: String,
    /// GS06.
    pub control_number: String,
    /// GS08.
    pub version: String,
    /// GS02 and GS03.
    #[serde(skip)]
    pub parties: (String, String),
    /// How many sets it holds; known once it is closed.
    #[serde(skip)]
    pub sets: u64,
    /// GE01 as sent; known once it is closed, `None` without a GE.
    #[serde(skip)]
    pub declared: Option<String>,
}

/// An interchange, from its ISA.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InterchangeSummary {
    /// ISA05 and ISA06, trimmed.
    pub sender: (String, String),
    /// ISA07 and ISA08, trimmed.
    pub receiver: (String, String),
    /// ISA13.
    pub control_number: String,
    /// ISA15.
    pub usage: String,
    /// ISA09 and ISA10.
    #[serde(skip)]
    pub created: (String, String),
    /// ISA14.
    #[serde(skip)]
    pub acknowledgment_requested: bool,
    /// The delimiters.
    #[serde(skip)]
    pub delimiters: x12_syntax::Delimiters,
}

/// Listens to a validation. All methods do nothing unless overridden.
pub trait Observer {
    /// An ISA was read.
    fn interchange_opened(&mut self, interchange: &InterchangeSummary) {
        let _ = interchange;
    }

    /// A GS was read.
    fn group_opened(&mut self, group: &GroupSummary) {
        let _ = group;
    }

    /// A segment of a set (ST and SE included) or a TA1 was read; it is told before its findings.
    fn segment(&mut self, segment: &Segment<'_>) {
        let _ = segment;
    }

    /// A set has ended; its findings are in the order of the file.
    fn set_closed(&mut self, set: &SetSummary, findings: &[Finding]) {
        let _ = (set, findings);
    }

    /// A group has ended.
    fn group_closed(&mut self, group: &GroupSummary) {
        let _ = group;
    }

    /// An interchange has ended.
    fn interchange_closed(&mut self, interchange: &InterchangeSummary) {
        let _ = interchange;
    }

    /// A finding outside any set.
    fn finding(&mut self, finding: &Finding) {
        let _ = finding;
    }
}
