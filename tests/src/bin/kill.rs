//! `cargo xtask kill` runs this: the daemon killed many times under traffic, and the table of what came of it.

use std::path::PathBuf;
use std::process::ExitCode;

use claimbridge_tests::kill::Run;
use clap::Parser;

/// Kill the daemon at random moments under traffic, and say what came of it.
#[derive(Debug, Parser)]
struct Arguments {
    /// The binary.
    #[arg(long)]
    binary: PathBuf,
    /// How often it is killed.
    #[arg(long)]
    times: u32,
    /// What is submitted, and when it is killed.
    #[arg(long)]
    seed: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let Arguments { binary, times, seed } = Arguments::parse();
    // The folder is kept until nothing is found in it.
    let folder = tempfile::tempdir()?.keep();
    let outcome = Run { binary, times, seed }.within(&folder, |line| eprintln!("{line}")).await;
    let clean = matches!(&outcome, Ok(report) if report.is_clean());
    if clean {
        std::fs::remove_dir_all(&folder)?;
    } else {
        eprintln!("database, logs and the payer's journal are kept in {}", folder.display());
    }
    let report = outcome?;
    println!("kill -9 of the daemon under traffic, seed {seed}\n{report}");
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
