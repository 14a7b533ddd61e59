//! `cargo xtask kill`: `kill -9` of the daemon at random moments under traffic, many times over.
//!
//! The harness is `claimbridge_tests::kill`, a program of its own, so that this one need not be built with a database driver.

use clap::Args;

use crate::{place, shell};

/// What to kill, how often.
#[derive(Debug, Args)]
pub(crate) struct Kill {
    /// How often the daemon is killed.
    #[arg(long, default_value_t = 100)]
    times: u32,
    /// Decides what is submitted and after which times the daemon is killed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Kill the unoptimised build, which is there sooner.
    #[arg(long)]
    dev: bool,
}

/// Builds the binary and runs the harness, which prints its table.
///
/// # Errors
/// If something cannot be built, or the harness found something.
pub(crate) fn run(arguments: &Kill) -> anyhow::Result<()> {
    let profile = if arguments.dev { "dev" } else { "release" };
    shell::run(&mut shell::cargo(["build", "--package", "claimbridge", "--bin", "claimbridge", "--profile", profile]))?;
    let binary = if arguments.dev { place::claimbridge_dev()? } else { place::claimbridge()? };
    let (times, seed) = (arguments.times.to_string(), arguments.seed.to_string());
    let mut harness = shell::cargo(["run", "--quiet", "--package", "claimbridge-tests", "--bin", "kill", "--", "--times", &times, "--seed", &seed, "--binary"]);
    shell::run(harness.arg(binary))
}
