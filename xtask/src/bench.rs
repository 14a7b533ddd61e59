//! `cargo xtask bench`: how fast documents are read, checked and converted, and in how much memory.
//!
//! Times are shown and never judged: on a machine that does other work they say little. What compares is the ratio to a memchr3 pass over the same
//! bytes, which is timed in the same rotation.

mod documents;
mod memory;
mod passes;

use std::time::{Duration, Instant};

use passes::{PASSES, Pass};

use crate::shell;

/// How often each pass is run; the median is shown.
const ROTATIONS: usize = 5;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Bench {
    /// Size of each document that is read from memory.
    #[arg(long, default_value_t = 100)]
    megabytes: u64,
    /// Size of the file that the memory of a process is measured with; 0 leaves it out.
    #[arg(long, default_value_t = 1_000)]
    file_megabytes: u64,
    /// Only the passes whose name begins so, beside the baseline.
    #[arg(long, default_value = "")]
    only: String,
}

/// Measures and prints.
///
/// # Errors
/// If a document is not read as it should be, or a process cannot be run.
pub(crate) fn run(arguments: &Bench) -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        return again_optimised(arguments);
    }
    let bytes = arguments.megabytes * 1_000_000;
    for (name, write) in documents::KINDS {
        let mut document = Vec::new();
        write(&mut document, bytes)?;
        println!("{name}, {:.0} MB, median of {ROTATIONS} rotations\n{}", megabytes(document.len()), table(&measure(&document, &arguments.only)?));
    }
    if arguments.file_megabytes > 0 {
        print!("{}", memory::report(arguments.file_megabytes)?);
    }
    Ok(())
}

/// Runs this again as users run the project: optimised.
fn again_optimised(arguments: &Bench) -> anyhow::Result<()> {
    let (size, file) = (arguments.megabytes.to_string(), arguments.file_megabytes.to_string());
    let words =
        ["run", "--quiet", "--release", "--package", "xtask", "--", "bench", "--megabytes", &size, "--file-megabytes", &file, "--only", &arguments.only];
    shell::run(&mut shell::cargo(words))
}

/// One pass over one document.
struct Measured {
    name: &'static str,
    /// Megabytes in a second.
    speed: f64,
    /// Segments in a second, where the pass knows them.
    segments: Option<f64>,
    /// Speed, that of the baseline being 1.
    ratio: f64,
}

/// Times every pass in turn, as many times as there are rotations.
fn measure(document: &[u8], only: &str) -> anyhow::Result<Vec<Measured>> {
    let passes: Vec<&Pass> = PASSES.iter().enumerate().filter(|(index, pass)| *index == 0 || pass.name.starts_with(only)).map(|(_, pass)| pass).collect();
    let mut times = vec![Vec::new(); passes.len()];
    let mut segments = vec![None; passes.len()];
    for _ in 0..ROTATIONS {
        for ((pass, times), segments) in passes.iter().zip(&mut times).zip(&mut segments) {
            let (time, found) = timed(pass, document)?;
            times.push(time.as_secs_f64());
            *segments = found;
        }
    }
    let baseline = times.first().cloned().unwrap_or_default();
    let measured = passes.iter().zip(&times).zip(&segments).map(|((pass, times), segments)| {
        let time = median(times.clone());
        let ratios = baseline.iter().zip(times).map(|(baseline, time)| baseline / time);
        Measured {
            name: pass.name,
            speed: megabytes(document.len()) / time,
            segments: segments.map(|count| count as f64 / time),
            ratio: median(ratios.collect()),
        }
    });
    Ok(measured.collect())
}

fn timed(pass: &Pass, document: &[u8]) -> anyhow::Result<(Duration, Option<u64>)> {
    let start = Instant::now();
    let segments = (pass.run)(document)?;
    Ok((start.elapsed(), segments))
}

/// The middle one of an odd number of values.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn table(rows: &[Measured]) -> String {
    let mut text = format!("  {:<46}{:>8}{:>16}{:>12}\n", "", "MB/s", "segments/s", "x memchr3");
    for Measured { name, speed, segments, ratio } in rows {
        let segments = segments.map_or_else(|| "-".to_owned(), |count| format!("{count:.0}"));
        text += &format!("  {name:<46}{speed:>8.0}{segments:>16}{ratio:>12.2}\n");
    }
    text
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_in_any_order() {
        assert_eq!(median(vec![5.0, 1.0, 9.0]), 5.0);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn every_pass_finds_all_segments_of_every_document() -> anyhow::Result<()> {
        for (name, write) in documents::KINDS {
            let mut document = Vec::new();
            write(&mut document, 50_000)?;
            let there = document.iter().filter(|byte| **byte == b'~').count() as u64;
            for pass in PASSES.iter().skip(1) {
                assert_eq!((pass.run)(&document)?, Some(there), "{name}: {}", pass.name);
            }
        }
        Ok(())
    }
}
