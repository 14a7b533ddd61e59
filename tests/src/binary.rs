//! The one binary, built by the cargo that runs a test, into the folder of that test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where the binary is, once it is built.
///
/// # Panics
/// If it cannot be built.
pub fn claimbridge() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let own = std::env::current_exe().expect("this program's path");
        let built_into = own.ancestors().nth(2).expect("deps lies in a profile's folder");
        let target = built_into.parent().expect("a target folder");
        let release: &[&str] = if built_into.ends_with("release") { &["--release"] } else { &[] };
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        // With the features of the whole workspace, so that nothing is built twice.
        let built = Command::new(cargo).args(["build", "--quiet", "--workspace", "--bin", "claimbridge", "--target-dir"]).arg(target).args(release).status();
        assert!(built.expect("cargo").success(), "claimbridge cannot be built");
        built_into.join(format!("claimbridge{}", std::env::consts::EXE_SUFFIX))
    })
}
