//! `claimbridge guide`: the guides as this build knows them.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use x12::guide::model::{Child, LoopIx, Usage};
use x12::guide::{Companion, GuideSet, Severity, lint, lint_companion, shipped};

use crate::Status;

/// List, show and check guides.
#[derive(Debug, Subcommand)]
pub(crate) enum Guide {
    /// List the shipped guides.
    List,
    /// Show the loops and segments of a guide.
    ///
    /// Example: claimbridge guide show 837P
    Show {
        /// The guide's identifier or short name.
        guide: String,
    },
    /// Check guides and companion guides of your own.
    ///
    /// Example: claimbridge guide lint my-guides/acme.xml
    Lint {
        /// The files. What they include is looked for beside them, and then among the shipped files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Guide {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        match self {
            Self::List => {
                for header in shipped().headers() {
                    println!("{:<14} {:<6} {}", header.id, header.short, header.name);
                }
                Ok(Status::Clean)
            }
            Self::Show { guide } => show(&guide),
            Self::Lint { files } => lint_files(&files),
        }
    }
}

fn show(name: &str) -> anyhow::Result<Status> {
    let guides: &GuideSet = shipped();
    let Some(guide) = guides.guides().find(|guide| guide.id == name || guide.short.eq_ignore_ascii_case(name)) else {
        let names: Vec<String> = guides.headers().map(|header| header.short.clone()).collect();
        bail!("there is no guide {name}; this build has {}", names.join(", "));
    };
    println!("{} {}: {}", guide.short, guide.id, guide.name);
    let mut open = vec![(LoopIx::ROOT, 0usize, 0usize)];
    while let Some((ix, next, depth)) = open.pop() {
        let whole = guide.loop_at(ix);
        let Some(child) = whole.children.get(next) else { continue };
        open.push((ix, next + 1, depth));
        let indent = "  ".repeat(depth);
        match child {
            Child::Segment(segment) => {
                let one = guide.segment_at(*segment);
                println!("{indent}{:<4} {} {:<4} {}", one.id, usage(one.usage), repeat(one.repeat.0), one.name);
            }
            Child::Loop(inner) => {
                let one = guide.loop_at(*inner);
                println!("{indent}{} {} {:<4} {}", one.id, usage(one.usage), repeat(one.repeat.0), one.name);
                open.push((*inner, 0, depth + 1));
            }
        }
    }
    Ok(Status::Clean)
}

fn usage(usage: Usage) -> char {
    if usage == Usage::Required { 'R' } else { 'S' }
}

fn repeat(most: Option<u32>) -> String {
    most.map_or(">1".to_owned(), |most| most.to_string())
}

fn lint_files(files: &[PathBuf]) -> anyhow::Result<Status> {
    let mut errors = 0;
    for file in files {
        let folder = file.parent().unwrap_or(Path::new("."));
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut resolver = |wanted: &str| std::fs::read_to_string(folder.join(wanted)).ok().or_else(|| shipped().text(wanted));
        let issues = if Companion::is_one(&text) { lint_companion(&name, &mut resolver, shipped()) } else { lint(&name, &mut resolver) };
        for issue in &issues {
            println!("{issue}");
        }
        errors += issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    }
    eprintln!("{errors} errors");
    Ok(if errors > 0 { Status::Findings } else { Status::Clean })
}
