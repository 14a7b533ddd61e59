//! Programs that a fresh Debian lacks: installed from Debian where we may, and said so.

use std::path::Path;
use std::process::Command;

use crate::shell;

/// Has a program at hand, installing its Debian package if need be.
///
/// Returns why not, if it cannot be had.
pub(crate) fn have(program: &str, argument: &str, package: &str) -> Result<(), String> {
    if shell::answers(program, argument) {
        return Ok(());
    }
    install(package)?;
    if shell::answers(program, argument) { Ok(()) } else { Err(format!("{program} does not answer, although {package} is installed")) }
}

/// Installs a Debian package.
pub(crate) fn install(package: &str) -> Result<(), String> {
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err(format!("{package} is not installed, and this is not Debian"));
    }
    if !is_root() {
        return Err(format!("{package} is not installed; `sudo apt-get install {package}` would bring it"));
    }
    eprintln!("installing {package} from Debian");
    let apt = |arguments: &[&str]| shell::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-q"])
        .and_then(|()| apt(&["install", "-q", "-y", "--no-install-recommends", package]))
        .map_err(|error| format!("{package} could not be installed: {error:#}"))
}

fn is_root() -> bool {
    shell::answer(Command::new("id").arg("-u")).is_ok_and(|(_, text)| text.trim() == "0")
}
