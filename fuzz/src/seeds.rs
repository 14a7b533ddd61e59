//! The inputs that a replay or a fuzzing run begins with: the oracle's own corpus, and files that the repository has anyway.

use std::path::{Path, PathBuf};

use crate::oracles::Oracle;

/// Which files of the repository an oracle starts from, besides its corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeds {
    /// The X12 fixtures.
    Documents,
    /// Guides, whole and broken.
    Guides,
    /// None.
    Corpus,
}

impl Seeds {
    /// The folders, from the root of the repository.
    #[must_use]
    pub fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["fixtures"],
            Self::Guides => &["crates/x12-guide/tests/broken", "crates/x12-guide/tests/language"],
            Self::Corpus => &[],
        }
    }
}

/// The folders of an oracle's seeds: its corpus, then those of the repository.
#[must_use]
pub fn folders(oracle: &Oracle) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let corpus = root.join("fuzz/corpus").join(oracle.name);
    [corpus].into_iter().chain(oracle.seeds.folders().iter().map(|folder| root.join(folder))).collect()
}

/// Every file of an oracle's seeds with its bytes, by path.
///
/// # Errors
/// If a folder or file cannot be read.
pub fn read(oracle: &Oracle) -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut folders = folders(oracle);
    while let Some(folder) = folders.pop() {
        if !folder.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path)?;
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    Ok(files)
}
