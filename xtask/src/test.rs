//! `cargo xtask test`: everything that must pass, in order. What is quick comes first.

use std::process::Command;
use std::time::Duration;

use anyhow::bail;

use crate::steps::{Outcome, Steps};
use crate::{fuzz, place, pyx12, shell, tools, tree};

/// How long each fuzz target runs here.
const FUZZ_SECONDS: u32 = 20;
/// Longer than the demo may take.
const DEMO: Duration = Duration::from_secs(120);

/// Runs all steps, or those whose name holds a word.
///
/// # Errors
/// If one of them fails.
pub(crate) fn run(only: Option<&str>) -> anyhow::Result<()> {
    let mut steps = Steps::new(only);
    steps.run("format", || shell::run(&mut shell::cargo(["fmt", "--all", "--check"])));
    steps.run("dependencies", tree::check);
    steps.run("lints", || shell::run(&mut shell::cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])));
    steps.run("tests", tests);
    steps.run("tests in documentation", || shell::run_keeping(&mut shell::cargo(["test", "--workspace", "--doc"]), is_failure));
    steps.run("documentation", || shell::run(shell::cargo(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings")));
    steps.run("release build", || shell::run(&mut shell::cargo(["build", "--release"])));
    steps.run("guides", lint_guides);
    steps.run("guides against their schema", validate_guides);
    steps.run("judged by pyx12", pyx12::check);
    steps.run("demo", demo);
    steps.run("fuzz", fuzz_all);
    steps.finish()
}

/// Unit tests and those in `tests/`; the summary of the runner is repeated at the end.
fn tests() -> anyhow::Result<Vec<String>> {
    if shell::answers("cargo-nextest", "--version") {
        let summary = |line: &str| line.trim_start().starts_with("Summary [") || is_failure(line);
        return shell::run_keeping(&mut shell::cargo(["nextest", "run", "--workspace", "--no-fail-fast", "--color", "never"]), summary);
    }
    eprintln!("cargo-nextest is not installed, and building it would take longer than the tests: cargo test runs them");
    let summary = |line: &str| line.starts_with("test result:") || is_failure(line);
    let lines = shell::run_keeping(&mut shell::cargo(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]), summary)?;
    Ok(vec![total(&lines)])
}

/// A test that failed, as either runner says it.
fn is_failure(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("FAIL [") || line.starts_with("TIMEOUT [") || (line.starts_with("test ") && line.trim_end().ends_with("... FAILED"))
}

/// One line out of the many summaries of `cargo test`.
fn total(lines: &[String]) -> String {
    let sum = |word: &str| -> u64 {
        let numbers = lines.iter().flat_map(|line| line.split(['.', ';'])).filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok());
        numbers.sum()
    };
    format!("test result: {} passed; {} failed; {} ignored, in {} test programs", sum("passed"), sum("failed"), sum("ignored"), lines.len())
}

fn lint_guides() -> anyhow::Result<()> {
    let guides = place::root().join("crates/x12-guide/guides");
    let mut command = Command::new(place::claimbridge()?);
    command.args(["guide", "lint"]);
    for entry in std::fs::read_dir(&guides)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "xml") {
            command.arg(path);
        }
    }
    shell::run(&mut command)
}

fn validate_guides() -> anyhow::Result<Outcome> {
    if let Err(why) = tools::have("xmllint", "--version", "libxml2-utils") {
        return Ok(Outcome::Skipped(why));
    }
    let guides = place::root().join("crates/x12-guide/guides");
    let files = place::files(&guides, ".xml")?;
    let count = files.len();
    shell::run(Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(guides.join("guide.xsd")).args(files))?;
    Ok(Outcome::Passed(vec![format!("{count} files are as guide.xsd describes them")]))
}

/// Claims out, money in, from nothing; its closing lines are repeated at the end.
fn demo() -> anyhow::Result<Outcome> {
    let program = place::claimbridge()?;
    if !shell::answers(&program.to_string_lossy(), "--version") {
        bail!("there is no release build at {}", program.display());
    }
    let (status, lines) = shell::watch(Command::new(program).args(["demo", "--once"]), DEMO, |_| true)?;
    let closing = lines.len().saturating_sub(3);
    if !status.success() {
        bail!("ended with {status}");
    }
    Ok(Outcome::Passed(lines.into_iter().skip(closing).collect()))
}

fn fuzz_all() -> anyhow::Result<Outcome> {
    match tools::have("g++", "--version", "g++") {
        Ok(()) => fuzz::run(None, FUZZ_SECONDS).map(Outcome::Passed),
        Err(why) => Ok(Outcome::Skipped(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summaries_of_many_test_programs_become_one() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.5s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured",
        ];
        assert_eq!(total(&lines.map(str::to_owned)), "test result: 15 passed; 2 failed; 1 ignored, in 2 test programs");
    }

    #[test]
    fn a_failing_test_is_named_by_either_runner() {
        assert!(is_failure("        FAIL [   0.010s] x12-syntax reader cuts"));
        assert!(is_failure("test reader::cuts ... FAILED\n"));
        assert!(!is_failure("test reader::cuts ... ok\n"));
    }
}
