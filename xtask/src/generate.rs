//! Generated documents as files: to try things with, and to ask others what they think of them.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use x12_generate::{Settings, interchange};
use x12_syntax::Delimiters;

/// Write random conforming documents of the shipped guides, the same for the same seed.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// The folder to write to.
    pub(crate) folder: PathBuf,
    /// Only guides of this name (`837P`).
    #[arg(long)]
    pub(crate) guide: Option<String>,
    /// How many documents of each guide.
    #[arg(long, default_value_t = 20)]
    pub(crate) documents: u64,
    /// How many sets in each.
    #[arg(long, default_value_t = 1)]
    pub(crate) sets: usize,
    /// Where chance begins; each document takes the next number.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// What strict receivers expect: the usual delimiters, a line for each segment, neighbours in the order of the guide.
    #[arg(long)]
    pub(crate) plain: bool,
}

/// Writes the documents.
///
/// # Errors
/// If a file cannot be written.
pub(crate) fn run(arguments: &Generate) -> anyhow::Result<()> {
    std::fs::create_dir_all(&arguments.folder).with_context(|| format!("cannot make {}", arguments.folder.display()))?;
    let wanted = |short: &str| arguments.guide.as_deref().is_none_or(|only| only.eq_ignore_ascii_case(short));
    for guide in x12_guide::shipped().guides().filter(|guide| guide.set != "ISA" && wanted(&guide.short)) {
        for seed in arguments.seed..arguments.seed + arguments.documents {
            let delimiters = arguments.plain.then_some(Delimiters::USUAL);
            let mut document = interchange(&guide, &Settings { seed, sets: arguments.sets, delimiters, plain: arguments.plain, ..Settings::default() });
            if arguments.plain {
                document.line_break = b"\n";
            }
            let path = arguments.folder.join(format!("{}-{}-{seed}.x12", guide.short, guide.id));
            std::fs::write(&path, document.write()?).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}
