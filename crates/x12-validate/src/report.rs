//! A whole document's validation as one value: the shape of `validate --format json`.

use std::io::Read;

use serde::Serialize;
use x12_findings::{Finding, Severity};
use x12_syntax::Error;

use crate::observer::{GroupSummary, InterchangeSummary, Observer, SetSummary};
use crate::options::Options;
use crate::validator::Validator;

/// What a validation found in one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// The interchanges with their groups and sets.
    pub interchanges: Vec<InterchangeReport>,
    /// The findings, those of a set in the order of the file; no more than the limit in force.
    pub findings: Vec<Finding>,
    /// The counts.
    #[serde(skip)]
    pub summary: Summary,
}

/// An interchange of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct InterchangeReport {
    /// From its ISA.
    #[serde(flatten)]
    pub interchange: InterchangeSummary,
    /// Its groups.
    pub groups: Vec<GroupReport>,
}

/// A group of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct GroupReport {
    /// From its GS.
    #[serde(flatten)]
    pub group: GroupSummary,
    /// Its sets.
    pub sets: Vec<SetSummary>,
}

/// Counts over one or more files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Findings of severity error, those not kept included.
    pub errors: u64,
    /// Findings of severity warning, those not kept included.
    pub warnings: u64,
    /// Segments read.
    pub segments: u64,
    /// Bytes read.
    pub bytes: u64,
}

impl Summary {
    /// Adds the counts of another file.
    pub fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.segments += other.segments;
        self.bytes += other.bytes;
    }

    /// Counts a finding.
    pub fn count(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => {}
        }
    }
}

/// Validates a document.
///
/// # Errors
/// If the source fails or a limit of the reader is reached.
pub fn validate(source: impl Read, options: &Options) -> Result<Report, Error> {
    let mut report = Report::default();
    let summary = Validator::new(options).run(source, &mut report)?;
    report.summary = summary;
    Ok(report)
}

impl Observer for Report {
    fn interchange_opened(&mut self, interchange: &InterchangeSummary) {
        self.interchanges.push(InterchangeReport { interchange: interchange.clone(), groups: Vec::new() });
    }

    fn group_opened(&mut self, group: &GroupSummary) {
        let report = GroupReport { group: group.clone(), sets: Vec::new() };
        match self.interchanges.last_mut() {
            Some(interchange) => interchange.groups.push(report),
            None => self.interchanges.push(InterchangeReport { interchange: InterchangeSummary::default(), groups: vec![report] }),
        }
    }

    fn set_closed(&mut self, set: &SetSummary, findings: &[Finding]) {
        self.findings.extend_from_slice(findings);
        if self.interchanges.last().is_none_or(|interchange| interchange.groups.is_empty()) {
            self.group_opened(&GroupSummary::default());
        }
        if let Some(group) = self.interchanges.last_mut().and_then(|interchange| interchange.groups.last_mut()) {
            group.sets.push(set.clone());
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.findings.push(finding.clone());
    }
}
