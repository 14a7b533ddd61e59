//! What is wrong with a guide: the issue, its severity, and the collector that the loader and the lint write into.
//!
//! Invariant: an issue names the line and column where an editor must go, both 1-based, the column in characters.

use std::fmt;

use crate::limits::MAX_ISSUES;
use crate::source::Sources;

/// How bad an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The guide cannot be trusted until it is repaired.
    Error,
    /// The guide works, but says something idle or doubtful.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something wrong in a guide, base or pieces file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {severity}[{code}]: {message}")]
#[non_exhaustive]
pub struct GuideIssue {
    /// Stable kebab-case code; docs/guide-language.md lists them.
    pub code: &'static str,
    /// One sentence for the author of the guide.
    pub message: String,
    /// The file, by the name it was asked for with.
    pub file: String,
    /// The line, 1-based.
    pub line: u32,
    /// The column in characters, 1-based.
    pub column: u32,
    /// How bad it is.
    pub severity: Severity,
}

/// A place in one of the files that make up a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The index of the file in [`Sources`].
    pub(crate) file: usize,
    /// The byte offset in it.
    pub(crate) offset: usize,
}

/// Collects issues by place; lines and columns are worked out at the end, for those few that exist.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    found: Vec<Found>,
}

#[derive(Debug)]
struct Found {
    place: Place,
    severity: Severity,
    code: &'static str,
    message: String,
}

impl Issues {
    /// Notes an error.
    pub(crate) fn error(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.note(place, Severity::Error, code, message.into());
    }

    /// Notes a warning.
    pub(crate) fn warning(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.note(place, Severity::Warning, code, message.into());
    }

    /// Whether any error was noted.
    pub(crate) fn any_error(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// Whether so many issues were noted that there is no point in looking for more.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MAX_ISSUES
    }

    /// The issues in the order of the files and of the places in them.
    pub(crate) fn into_sorted(mut self, sources: &Sources) -> Vec<GuideIssue> {
        self.found.sort_by_key(|found| found.place);
        // A definition that is attached twice meets the same mistake twice.
        self.found.dedup_by(|one, other| (one.place, one.code, &one.message) == (other.place, other.code, &other.message));
        self.found.into_iter().map(|found| locate(found, sources)).collect()
    }

    fn note(&mut self, place: Place, severity: Severity, code: &'static str, message: String) {
        if !self.is_full() {
            self.found.push(Found { place, severity, code, message });
        }
    }
}

fn locate(found: Found, sources: &Sources) -> GuideIssue {
    let (file, line, column) = sources.line_and_column(found.place);
    GuideIssue { code: found.code, message: found.message, file: file.to_owned(), line, column, severity: found.severity }
}
