//! `cargo xtask fuzz`: libFuzzer on each oracle, with the stable compiler.
//!
//! libFuzzer needs coverage counters, which LLVM puts in when asked, and no sanitizer. `--target` keeps the counters out of build scripts, which
//! have no libFuzzer to count for. The build has a folder of its own, for its flags would throw away the usual one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use claimbridge_fuzz::oracles::{self, Oracle};
use claimbridge_fuzz::seeds;

use crate::{place, shell};

/// Counters at every edge, comparisons shown to libFuzzer so that it finds words such as `ISA`.
const FLAGS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
];

/// Longer inputs find nothing that these do not, only slower.
const LONGEST: usize = 16 << 10;

/// Builds the targets and runs one or all of them, as many at a time as there are cores. Returns what each of them did.
///
/// # Errors
/// If they cannot be built, or an oracle failed; the error names the input that did it.
pub(crate) fn run(target: Option<&str>, seconds: u32) -> anyhow::Result<Vec<String>> {
    let chosen: Vec<&Oracle> = match target {
        Some(name) => vec![oracles::find(name).with_context(|| format!("there is no target {name}"))?],
        None => oracles::ALL.iter().collect(),
    };
    let host = host()?;
    let folder = place::target()?.join("fuzz");
    build(&folder, &host)?;
    let programs = folder.join(host).join("release");
    let waiting = Mutex::new(chosen.into_iter());
    let next = || waiting.lock().ok()?.next();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let outcomes: Vec<anyhow::Result<String>> = thread::scope(|scope| {
        let work = || std::iter::from_fn(next).map(|oracle| fuzz(oracle, &programs, &folder, seconds)).collect::<Vec<_>>();
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    let failed: Vec<String> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err().map(|error| format!("{error:#}"))).collect();
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(outcomes.into_iter().flatten().collect())
}

/// The platform that the compiler builds for by itself.
fn host() -> anyhow::Result<String> {
    let (_, text) = shell::answer(Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("-vV"))?;
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned).context("rustc does not say what it builds for")
}

fn build(folder: &Path, host: &str) -> anyhow::Result<()> {
    let folder = folder.to_string_lossy();
    let arguments = ["build", "--release", "--target", host, "--target-dir", &folder, "-p", "claimbridge-fuzz", "--bins", "--features", "libfuzzer"];
    shell::run(shell::cargo(arguments).env("RUSTFLAGS", FLAGS.join(" ")))
}

fn fuzz(oracle: &Oracle, programs: &Path, folder: &Path, seconds: u32) -> anyhow::Result<String> {
    // What is found stays out of the repository until a person has looked at it; the first folder is the one that libFuzzer adds to.
    let found = folder.join("corpus").join(oracle.name);
    let failures = folder.join("failures").join(oracle.name);
    for needed in [&found, &failures] {
        std::fs::create_dir_all(needed).with_context(|| format!("cannot make {}", needed.display()))?;
    }
    let folders: Vec<PathBuf> = [found].into_iter().chain(seeds::folders(oracle).into_iter().filter(|folder| folder.exists())).collect();
    let mut command = Command::new(programs.join(oracle.name));
    command.args([
        format!("-max_total_time={seconds}"),
        "-rss_limit_mb=512".to_owned(),
        "-timeout=5".to_owned(),
        format!("-max_len={LONGEST}"),
        "-verbosity=0".to_owned(),
    ]);
    command.args(["-print_final_stats=1", "-print_funcs=0"]).arg(format!("-artifact_prefix={}/", failures.display())).args(folders).current_dir(place::root());
    let patience = Duration::from_secs(u64::from(seconds) * 2 + 60);
    let (status, kept) = shell::watch(&mut command, patience, |line| line.contains("number_of_executed_units") || line.contains("Test unit written to"))
        .with_context(|| format!("fuzz target {}", oracle.name))?;
    if !status.success() {
        bail!("{} failed: {}; put the input into fuzz/corpus/{}/ so that the tests keep it", oracle.name, kept.join(" "), oracle.name);
    }
    let runs = kept.iter().find_map(|line| line.rsplit(':').next()).map_or("?", str::trim);
    Ok(format!("{}: {runs} inputs in {seconds} s", oracle.name))
}
