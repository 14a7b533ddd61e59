//! The properties, one per file, and the table by which they are found.

pub mod acknowledgement;
pub mod bytes_kept;
pub mod chunking;
pub mod claim_shape;
pub mod core_envelope;
pub mod guide_loader;
pub mod segments_shape;
pub mod validation;
pub mod writer;

use crate::seeds::Seeds;

/// A property and what to try it on.
#[derive(Debug, Clone, Copy)]
pub struct Oracle {
    /// Its name: that of its file, its target and its corpus.
    pub name: &'static str,
    /// Panics if the property does not hold for these bytes.
    pub check: fn(&[u8]),
    /// The files of the repository that are worth starting from.
    pub seeds: Seeds,
}

/// Every oracle.
pub const ALL: &[Oracle] = &[
    Oracle { name: "acknowledgement", check: acknowledgement::check, seeds: Seeds::Documents },
    Oracle { name: "bytes_kept", check: bytes_kept::check, seeds: Seeds::Documents },
    Oracle { name: "chunking", check: chunking::check, seeds: Seeds::Documents },
    Oracle { name: "claim_shape", check: claim_shape::check, seeds: Seeds::Documents },
    Oracle { name: "core_envelope", check: core_envelope::check, seeds: Seeds::Corpus },
    Oracle { name: "guide_loader", check: guide_loader::check, seeds: Seeds::Guides },
    Oracle { name: "segments_shape", check: segments_shape::check, seeds: Seeds::Documents },
    Oracle { name: "validation", check: validation::check, seeds: Seeds::Documents },
    Oracle { name: "writer", check: writer::check, seeds: Seeds::Corpus },
];

/// The oracle of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Oracle> {
    ALL.iter().find(|oracle| oracle.name == name)
}
