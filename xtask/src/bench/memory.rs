//! How much memory a process takes that reads a large file: its peak, above that of one that only says its version.
//!
//! Linux keeps the peak in `/proc/PID/status` while a process lives, so it is read again and again until the process ends. It only grows.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};

use super::documents;
use crate::{place, shell};

/// What is measured: the arguments before the file.
const COMMANDS: [&[&str]; 2] = [&["validate"], &["convert", "--to", "ndjson"]];
/// How often the peak is read of a process that takes seconds.
const INTERVAL: Duration = Duration::from_millis(10);

/// Measures with a file of so many megabytes and says what it found.
///
/// # Errors
/// If the file cannot be written, or a process cannot be built, run or measured.
pub(super) fn report(megabytes: u64) -> anyhow::Result<String> {
    shell::run(&mut shell::cargo(["build", "--quiet", "--release", "--package", "claimbridge"]))?;
    let folder = tempfile::tempdir()?;
    let mut text = String::new();
    for (name, write) in documents::KINDS {
        let path = folder.path().join(format!("{name}.x12"));
        write(&mut BufWriter::new(File::create(&path)?), megabytes * 1_000_000).with_context(|| format!("cannot write {}", path.display()))?;
        text += &format!("memory with {name}, {megabytes} MB\n");
        for words in COMMANDS {
            let (start, peak) = (least_of_version()?, peak(words, Some(&path), INTERVAL)?);
            text += &format!("  {:<46}{:>8.1} MiB above its start ({:.1} MiB)\n", words.join(" "), mebibytes(peak.saturating_sub(start)), mebibytes(start));
        }
        std::fs::remove_file(&path)?;
    }
    Ok(text)
}

/// The peak of a process that only says its version. It lives so short that it is read without a pause, and sometimes missed all the same.
fn least_of_version() -> anyhow::Result<u64> {
    (0..20).filter_map(|_| peak(&["--version"], None, Duration::ZERO).ok()).max().context("a process that says its version ends too soon to be measured")
}

/// The peak of a process in kibibytes.
fn peak(words: &[&str], file: Option<&Path>, interval: Duration) -> anyhow::Result<u64> {
    let mut command = Command::new(place::claimbridge()?);
    command.args(words).args(file).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.spawn().context("cannot start claimbridge")?;
    let mut peak = None;
    let status = loop {
        peak = peak.max(read_peak(&child));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(interval),
        }
    };
    ensure!(status.success(), "`claimbridge {}` ended with {status}", words.join(" "));
    peak.context("the system does not say how much memory a process takes")
}

fn read_peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    peak_in(&status)
}

/// The peak that a status tells, once the process is ours: until then it is a copy of its parent.
fn peak_in(status: &str) -> Option<u64> {
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let ours = field("Name")?.trim() == "claimbridge";
    let peak = field("VmHWM")?.trim().strip_suffix(" kB")?.parse().ok();
    peak.filter(|_| ours)
}

fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_that_of_the_process_and_not_of_its_parent() {
        assert_eq!(peak_in("Name:\tclaimbridge\nVmPeak:\t  9000 kB\nVmHWM:\t    1234 kB\n"), Some(1234));
        assert_eq!(peak_in("Name:\txtask\nVmHWM:\t  999999 kB\n"), None);
        assert_eq!(peak_in("Name:\tclaimbridge\nState:\tZ (zombie)\n"), None);
    }
}
