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

/// The folders of that name below those of the fixtures (`005010X222A1/valid`), sorted.
///
/// # Panics
/// If the folder of the fixtures cannot be read.
#[must_use]
pub fn folders(name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the fixtures").map(|entry| entry.expect("an entry"));
    let inside = entries.filter(|entry| entry.path().join(name).is_dir()).map(|entry| format!("{}/{name}", entry.file_name().to_string_lossy()));
    let mut found: Vec<String> = inside.collect();
    found.sort();
    found
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
