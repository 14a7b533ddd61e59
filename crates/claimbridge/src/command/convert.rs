//! `claimbridge convert`: X12 to JSON or lines of JSON, and back.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use x12::convert::{self, Shape};

use crate::output::Output;
use crate::{Status, input};

/// Convert a file from X12 to JSON, and back.
///
/// Examples: claimbridge convert --to json remit.835; claimbridge convert --to x12 claims.json -o claims.837
#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// The file; `-` is stdin.
    file: PathBuf,
    /// What to convert to.
    #[arg(long, value_enum)]
    to: Format,
    /// What the file holds; found out from its content unless given.
    #[arg(long, value_enum)]
    from: Option<Format>,
    /// What JSON shows: claims and remittances in words, or every segment of any document.
    #[arg(long, value_enum, default_value_t = ShapeName::Claim)]
    shape: ShapeName,
    /// Where to write; stdout unless given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    X12,
    Json,
    Ndjson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShapeName {
    Claim,
    Segments,
}

impl Convert {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let mut source = BufReader::with_capacity(64 << 10, input::open(&self.file)?);
        let from = match self.from {
            Some(from) => from,
            None => recognise(&mut source)?,
        };
        let shape = match self.shape {
            ShapeName::Claim => Shape::Claim,
            ShapeName::Segments => Shape::Segments,
        };
        let mut out = Output::open(self.output.as_deref())?;
        let name = input::name(&self.file);
        let failed = || format!("{name} was not converted");
        match (from, self.to) {
            (Format::X12, Format::Json) => convert::to_json(source, &mut out, shape).map(|_| ()).with_context(failed)?,
            (Format::X12, Format::Ndjson) => {
                let summary = convert::to_ndjson(source, &mut out, shape).with_context(failed)?;
                if summary.sets_as_segments > 0 {
                    let sets = summary.sets_as_segments;
                    eprintln!(
                        "claimbridge: {name}: {sets} sets are left out, as they are no claims or remittances with words of their own; --shape segments has them all"
                    );
                }
            }
            (Format::Json | Format::Ndjson, Format::X12) => convert::from_json(source, &mut out).with_context(failed)?,
            (Format::X12, Format::X12) => copy(source, &mut out).with_context(failed)?,
            (Format::Json | Format::Ndjson, Format::Json | Format::Ndjson) => bail!("{name} is JSON already; convert it to x12 first"),
        }
        out.finish()?;
        Ok(Status::Clean)
    }
}

/// Finds out what a file holds by its first byte that is not blank.
fn recognise(source: &mut impl BufRead) -> anyhow::Result<Format> {
    let start = source.fill_buf()?;
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    Ok(match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => Format::Json,
        _ => Format::X12,
    })
}

/// X12 through the reader and the writer: every byte as it came.
fn copy(source: impl Read, out: &mut impl Write) -> anyhow::Result<()> {
    let mut reader = x12::syntax::StreamReader::new(source);
    while let Some(event) = reader.next()? {
        out.write_all(event.raw())?;
    }
    Ok(())
}
