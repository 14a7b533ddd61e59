//! `claimbridge ack`: the acknowledgement that a receiver owes for a file.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use x12::acknowledge::{self, AckOptions, Kind, Outcome};

use crate::output::Output;
use crate::{Status, input};

/// Write the acknowledgement that a receiver owes for a file, accepted or rejected.
///
/// Example: claimbridge ack --kind 999 claims.837 -o answer.999
#[derive(Debug, Args)]
pub(crate) struct Ack {
    /// The file; `-` is stdin.
    file: PathBuf,
    /// Which acknowledgement.
    #[arg(long, value_enum, ignore_case = true, default_value_t = AckKind::Implementation)]
    kind: AckKind,
    /// Where to write it; stdout unless given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// ISA13 of the answer.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=999_999_999))]
    control_number: u64,
    #[command(flatten)]
    checking: super::Checking,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AckKind {
    /// The interchange acknowledgement.
    Ta1,
    /// The implementation acknowledgement: errors of SNIP types 1 and 2 reject a set, what a situation asks for (4) is noted.
    #[value(name = "999")]
    Implementation,
    /// The claim acknowledgement: which claims of an 837 are taken, and why the others are not.
    #[value(name = "277ca")]
    Claim,
}

impl Ack {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let options = self.checking.options()?;
        let kind = match self.kind {
            AckKind::Ta1 => Kind::InterchangeTa1,
            AckKind::Implementation => Kind::Implementation999,
            AckKind::Claim => Kind::Claim277,
        };
        let answer = AckOptions { control_number: self.control_number, created: now(), usage: 'P' };
        let mut out = Output::open(self.output.as_deref())?;
        let outcome = acknowledge::write(kind, input::open(&self.file)?, &mut out, &answer, &options)
            .with_context(|| format!("{} was not acknowledged", input::name(&self.file)))?;
        if outcome.answers == 0 {
            return self.without_answer(&outcome);
        }
        out.finish()?;
        match self.kind {
            AckKind::Ta1 => eprintln!("{} of {} interchanges accepted", outcome.interchanges - outcome.interchanges_rejected, outcome.interchanges),
            AckKind::Implementation => {
                let noted = match outcome.sets_accepted_with_errors {
                    0 => String::new(),
                    noted => format!(", {noted} of them with errors noted"),
                };
                eprintln!("{} of {} transaction sets accepted{noted}", outcome.sets_accepted, outcome.sets);
            }
            AckKind::Claim => eprintln!("{} of {} claims accepted", outcome.claims_accepted, outcome.claims),
        }
        Ok(if outcome.is_accepted() { Status::Clean } else { Status::Findings })
    }

    /// Says why nothing was written: acknowledgements are not acknowledged, and only an 837 has claims to answer.
    fn without_answer(&self, outcome: &Outcome) -> anyhow::Result<Status> {
        let name = input::name(&self.file);
        if outcome.interchanges == 0 {
            bail!("{name} holds no interchange that could be acknowledged");
        }
        if self.kind == AckKind::Claim {
            bail!("{name} holds no claims that a 277CA could answer; --kind 999 or ta1 may be owed");
        }
        eprintln!("{name} holds acknowledgements only, and these are not acknowledged; nothing was written");
        Ok(Status::Clean)
    }
}

/// The time of day, for the answer's header.
fn now() -> jiff::civil::DateTime {
    jiff::Zoned::now().datetime()
}
