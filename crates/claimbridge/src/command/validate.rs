//! `claimbridge validate`: all findings of one or more files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;
use x12::findings::{Finding, render};
use x12::validate::{Observer, Options, Report, SetSummary, Summary, Validator};

use crate::output::{self, Output};
use crate::{Status, input};

/// Check files and show every finding.
///
/// Example: claimbridge validate claims.837 --format json
#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// The files; `-` is stdin. `.gz` and `.zst` are read directly.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to show findings.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The SNIP types to check: a list or ranges, such as 1-3,5.
    #[arg(long, default_value = "1-7")]
    snip: String,
    #[command(flatten)]
    checking: super::Checking,
    /// Leave out everything that stood in the files: values and segments.
    #[arg(long)]
    redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Ndjson,
    Sarif,
}

/// One file of the JSON report.
#[derive(Debug, Serialize)]
struct FileReport {
    file: String,
    #[serde(flatten)]
    report: Report,
}

#[derive(Debug, Serialize)]
struct WholeReport {
    files: Vec<FileReport>,
    summary: Summary,
}

impl Validate {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let options = Options { snip: snip(&self.snip)?, ..self.checking.options()? };
        let mut out = Output::open(None)?;
        let mut total = Summary::default();
        let mut reports = Vec::new();
        let mut unread = 0;
        for path in &self.files {
            let outcome = match self.format {
                Format::Text | Format::Ndjson => self.stream(path, &options, &mut out),
                Format::Json | Format::Sarif => self.read(path, &options).map(|report| {
                    let summary = report.summary;
                    reports.push(FileReport { file: input::name(path), report });
                    summary
                }),
            };
            match outcome {
                Ok(summary) => total.add(&summary),
                // The other files are still wanted.
                Err(error) if self.files.len() > 1 && !output::is_broken_pipe(&error) => {
                    eprintln!("claimbridge: {error:#}");
                    unread += 1;
                }
                Err(error) => return Err(error),
            }
        }
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &WholeReport { files: reports, summary: total })?;
                writeln!(out)?;
            }
            Format::Sarif => {
                let files = reports.iter().map(|file| (file.file.as_str(), file.report.findings.as_slice()));
                serde_json::to_writer_pretty(&mut out, &render::sarif(files))?;
                writeln!(out)?;
            }
            Format::Text | Format::Ndjson => {}
        }
        out.finish()?;
        if self.format == Format::Text {
            eprintln!("{} errors, {} warnings in {} segments, {} bytes", total.errors, total.warnings, total.segments, total.bytes);
        }
        if unread > 0 {
            bail!("{unread} of {} files were not read", self.files.len());
        }
        Ok(if total.errors > 0 { Status::Findings } else { Status::Clean })
    }

    /// Reads a file to its end, for formats that need all of it.
    fn read(&self, path: &Path, options: &Options) -> anyhow::Result<Report> {
        let outcome = x12::validate::validate(input::open(path)?, options);
        let mut report = outcome.with_context(|| format!("{} was not read to its end", input::name(path)))?;
        if self.redact {
            report.findings.iter_mut().for_each(Finding::redact);
        }
        Ok(report)
    }

    /// Shows findings while the file is read, in constant memory.
    fn stream(&self, path: &Path, options: &Options, out: &mut Output) -> anyhow::Result<Summary> {
        let mut printer = Printer { format: self.format, redact: self.redact, file: input::name(path), colour: output::wants_colour(), out, failed: None };
        let outcome = Validator::new(options).run(input::open(path)?, &mut printer);
        if let Some(error) = printer.failed {
            return Err(error.into());
        }
        outcome.with_context(|| format!("{} was not read to its end", input::name(path)))
    }
}

/// Prints findings as they come.
struct Printer<'o> {
    format: Format,
    redact: bool,
    file: String,
    colour: bool,
    out: &'o mut Output,
    failed: Option<std::io::Error>,
}

/// A line of the NDJSON report.
#[derive(Serialize)]
struct Line<'l> {
    file: &'l str,
    #[serde(flatten)]
    finding: &'l Finding,
}

impl Printer<'_> {
    fn print(&mut self, finding: &Finding) {
        let mut finding = finding.clone();
        if self.redact {
            finding.redact();
        }
        let outcome = if self.format == Format::Ndjson {
            serde_json::to_writer(&mut *self.out, &Line { file: &self.file, finding: &finding })
                .map_err(std::io::Error::from)
                .and_then(|()| self.out.write_all(b"\n"))
        } else {
            self.out.write_all(render::text(&finding, &self.file, self.colour).as_bytes())
        };
        if let (Err(error), None) = (outcome, &self.failed) {
            self.failed = Some(error);
        }
    }
}

impl Observer for Printer<'_> {
    fn set_closed(&mut self, _: &SetSummary, findings: &[Finding]) {
        findings.iter().for_each(|finding| self.print(finding));
    }

    fn finding(&mut self, finding: &Finding) {
        self.print(finding);
    }
}

/// Reads a list of SNIP types such as `1-3,5`.
fn snip(text: &str) -> anyhow::Result<[bool; 7]> {
    let mut wanted = [false; 7];
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| (1..=7).contains(number));
        let (Some(from), Some(to)) = (number(from), number(to).filter(|to| number(from).is_some_and(|from| from <= *to))) else {
            bail!("--snip takes SNIP types from 1 to 7, such as 1-3,5; found {part:?}");
        };
        wanted.iter_mut().take(to).skip(from - 1).for_each(|one| *one = true);
    }
    Ok(wanted)
}
