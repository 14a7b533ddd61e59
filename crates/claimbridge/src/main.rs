//! The one binary: commands that call the translator and the gateway; no logic.
//!
//! Data goes to stdout, talk to stderr. Exit status: 0 done and clean, 1 findings of severity error, 2 usage, configuration or I/O.

mod command;
mod input;
mod output;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// An open EDI X12 translator and claims clearinghouse gateway.
#[derive(Debug, Parser)]
#[command(name = "claimbridge", version, about, max_term_width = 120)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Validate(command::validate::Validate),
    Ack(command::ack::Ack),
    Convert(Box<command::convert::Convert>),
    Explain(command::explain::Explain),
    #[command(subcommand)]
    Guide(command::guide::Guide),
    Demo(command::daemon::Demo),
    Serve(command::daemon::Serve),
    Payer(command::daemon::Payer),
    #[command(subcommand)]
    Key(command::daemon::Key),
}

/// How a command ended, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Done and clean.
    Clean,
    /// Done, and there are findings of severity error.
    Findings,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Validate(command) => command.run(),
        Command::Ack(command) => command.run(),
        Command::Convert(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Guide(command) => command.run(),
        Command::Demo(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Payer(command) => command.run(),
        Command::Key(command) => command.run(),
    };
    match outcome {
        Ok(Status::Clean) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("claimbridge: {error:#}");
            ExitCode::from(2)
        }
    }
}
