//! Where things are: the repository, and the folder that cargo builds into.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder that cargo builds into: this program was built into it.
///
/// # Errors
/// If the system does not say where this program is.
pub(crate) fn target() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe().context("cannot tell where this program is")?;
    own.ancestors().nth(2).map(Path::to_owned).with_context(|| format!("{} is in no target folder", own.display()))
}

/// The release build of the one binary.
///
/// # Errors
/// As [`target`].
pub(crate) fn claimbridge() -> anyhow::Result<PathBuf> {
    binary("release")
}

/// Its unoptimised build.
///
/// # Errors
/// As [`target`].
pub(crate) fn claimbridge_dev() -> anyhow::Result<PathBuf> {
    binary("debug")
}

fn binary(folder: &str) -> anyhow::Result<PathBuf> {
    Ok(target()?.join(folder).join(format!("claimbridge{}", std::env::consts::EXE_SUFFIX)))
}

/// The files below a folder of the repository whose names end so, by path.
///
/// # Errors
/// If a folder cannot be read.
pub(crate) fn files(below: &Path, end: &str) -> anyhow::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![below.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
