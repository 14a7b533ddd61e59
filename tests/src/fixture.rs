//! The fixture files of the repository.

use std::path::{Path, PathBuf};

/// The folder of the fixtures.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// The files of a folder below the fixtures, sorted by name.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn files(below: &str) -> Vec<PathBuf> {
    let folder = folder().join(below);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|end| end == "x12")).collect();
    files.sort();
    files
}

/// The text of a fixture.
///
/// # Panics
/// If the file cannot be read.
#[must_use]
pub fn text(path: &str) -> String {
    let path = folder().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
