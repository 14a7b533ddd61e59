//! `cargo xtask test | fuzz | kill | bench | generate | guide-diff | corpus`: what the project does with itself.
//!
//! Invariant: `test` is everything that must pass, for a stranger's machine as for ours; nothing else decides.

mod bench;
mod corpus;
mod fuzz;
mod generate;
mod guide_diff;
mod kill;
mod place;
mod pyx12;
mod shell;
mod steps;
mod test;
mod tools;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What the project does with itself.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run everything that must pass, and say at the end what did.
    Test {
        /// Run only the steps whose name holds this word.
        only: Option<String>,
    },
    /// Run the fuzz targets.
    Fuzz {
        /// One target; all of them unless given.
        target: Option<String>,
        /// How long each of them runs.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Kill the daemon at random moments under traffic, and hold what it promised against what it has and what the payer saw.
    Kill(kill::Kill),
    /// Measure how fast documents are read, checked and converted, and in how much memory.
    Bench(bench::Bench),
    /// Write random conforming documents of the shipped guides, the same for the same seed.
    Generate(generate::Generate),
    /// Hold what this build says of public sample files to the table of judgements, tests/corpus.tsv.
    Corpus {
        /// The folder of the files.
        folder: PathBuf,
    },
    /// Compare the shipped guides with transcriptions of others.
    GuideDiff {
        /// The folder of the transcriptions.
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Test { only } => test::run(only.as_deref()),
        Task::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds).map(|lines| lines.iter().for_each(|line| println!("{line}"))),
        Task::Kill(arguments) => kill::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Generate(arguments) => generate::run(&arguments),
        Task::Corpus { folder } => corpus::run(&folder),
        Task::GuideDiff { folder } => guide_diff::run(&folder),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
