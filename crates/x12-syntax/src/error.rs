//! Why reading or writing had to stop. Faults of the document are [`Issue`](crate::Issue)s instead.

use thiserror::Error;

/// Why a reader or writer stopped.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The byte source failed.
    #[error("reading stopped at byte {offset}: {source}")]
    Read {
        /// Where the bytes ended.
        offset: u64,
        /// What the source said.
        source: std::io::Error,
    },
    /// A limit was reached.
    #[error("{what} at byte {offset}: more than the limit of {limit}")]
    Limit {
        /// What there is too much of.
        what: Bound,
        /// The limit in force.
        limit: u64,
        /// Where the thing that is too large begins.
        offset: u64,
    },
}

/// What a limit bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// Bytes in a segment.
    SegmentBytes,
    /// Bytes in an element.
    ElementBytes,
    /// Elements in a segment.
    Elements,
    /// Components and repetitions in an element.
    Components,
    /// Bytes of binary data.
    BinaryBytes,
    /// Interchanges in a file.
    Interchanges,
    /// Groups in an interchange.
    Groups,
    /// Sets in a group.
    Sets,
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SegmentBytes => "segment too long (bytes)",
            Self::ElementBytes => "element too long (bytes)",
            Self::Elements => "too many elements in a segment",
            Self::Components => "too many components and repetitions in an element",
            Self::BinaryBytes => "binary data too long (bytes)",
            Self::Interchanges => "too many interchanges in a file",
            Self::Groups => "too many groups in an interchange",
            Self::Sets => "too many sets in a group",
        })
    }
}
