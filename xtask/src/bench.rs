//! `cargo xtask bench`: how fast documents are read, checked and converted, and in how much memory.
//!
//! Times are shown and never judged: on a machine that does other work they say little. What compares are the ratios to a memchr3 pass over the same
//! bytes, and to pyx12 with the smallest document, both timed in the same rotation.

mod documents;
mod memory;
mod passes;
mod peer;

use std::time::{Duration, Instant};

use passes::Pass;

use crate::{pyx12, shell};

/// How often each pass has its turn; the median is shown.
const ROTATIONS: usize = 5;
/// How long a turn lasts at least: a pass that is over in a few milliseconds ends before the processor has come to its speed behind another process.
const TURN: Duration = Duration::from_millis(200);

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Bench {
    /// Sizes of the documents that are read from memory.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 10, 100])]
    megabytes: Vec<u64>,
    /// Only this kind of document: 837P, 837I or 835.
    #[arg(long, default_value = "")]
    kind: String,
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
    let mut peer = match peer::pass()? {
        Ok(pass) => Some(pass),
        Err(why) => {
            println!("without pyx12: {why}");
            None
        }
    };
    for (index, size) in arguments.megabytes.iter().enumerate() {
        let mut passes: Vec<Pass> = passes::all();
        let baseline = passes.remove(0);
        passes.retain(|pass| pass.name.starts_with(&arguments.only));
        passes.insert(0, baseline);
        // It takes as long for a megabyte as we do for hundreds.
        passes.extend(peer.take_if(|_| index == 0));
        for (name, write) in documents::KINDS.iter().filter(|(name, _)| name.starts_with(&arguments.kind)) {
            let mut document = Vec::new();
            write(&mut document, size * 1_000_000)?;
            println!("{name}, {:.1} MB, median of {ROTATIONS} rotations\n{}", megabytes(document.len()), table(&measure(&document, &passes)?));
        }
    }
    if arguments.file_megabytes > 0 {
        print!("{}", memory::report(arguments.file_megabytes)?);
    }
    Ok(())
}

/// Runs this again as users run the project: optimised.
fn again_optimised(arguments: &Bench) -> anyhow::Result<()> {
    let sizes: Vec<String> = arguments.megabytes.iter().map(u64::to_string).collect();
    let (sizes, file) = (sizes.join(","), arguments.file_megabytes.to_string());
    let words = ["run", "--quiet", "--release", "--package", "xtask", "--", "bench", "--megabytes", &sizes, "--file-megabytes", &file];
    shell::run(&mut shell::cargo(words.into_iter().chain(["--only", &arguments.only, "--kind", &arguments.kind])))
}

/// One pass over one document.
struct Measured<'p> {
    name: &'p str,
    /// Megabytes in a second.
    speed: f64,
    /// Segments in a second, where the pass knows them.
    segments: Option<f64>,
    /// Speed, that of the baseline being 1.
    to_baseline: f64,
    /// Speed, that of pyx12 being 1, where it is in the rotation.
    to_peer: Option<f64>,
}

/// Times every pass in turn, as many times as there are rotations.
fn measure<'p>(document: &[u8], passes: &'p [Pass]) -> anyhow::Result<Vec<Measured<'p>>> {
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
    let peer = passes.iter().zip(&times).find(|(pass, _)| pass.name.starts_with(pyx12::RELEASE)).map(|(_, times)| times.clone());
    let ratio = |others: &[f64], own: &[f64]| median(others.iter().zip(own).map(|(other, own)| other / own).collect());
    let measured = passes.iter().zip(&times).zip(&segments).map(|((pass, times), segments)| {
        let time = median(times.clone());
        Measured {
            name: &pass.name,
            speed: megabytes(document.len()) / time,
            segments: segments.map(|count| count as f64 / time),
            to_baseline: ratio(&baseline, times),
            to_peer: peer.as_ref().map(|peer| ratio(peer, times)),
        }
    });
    Ok(measured.collect())
}

/// How long a pass takes, on average over its turn, and how many segments it finds.
fn timed(pass: &Pass, document: &[u8]) -> anyhow::Result<(Duration, Option<u64>)> {
    let (mut taken, mut runs) = (Duration::ZERO, 0);
    loop {
        let start = Instant::now();
        let read = (pass.run)(document)?;
        taken += read.time.unwrap_or_else(|| start.elapsed());
        runs += 1;
        if taken >= TURN {
            return Ok((taken / runs, read.segments));
        }
    }
}

/// The middle one of an odd number of values.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn table(rows: &[Measured<'_>]) -> String {
    let mut text = format!("  {:<50}{:>8}{:>16}{:>12}{:>12}\n", "", "MB/s", "segments/s", "x memchr3", "x pyx12");
    for Measured { name, speed, segments, to_baseline, to_peer } in rows {
        let segments = segments.map_or_else(|| "-".to_owned(), |count| format!("{count:.0}"));
        let to_peer = to_peer.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.0}"));
        text += &format!("  {name:<50}{speed:>8.1}{segments:>16}{to_baseline:>12.2}{to_peer:>12}\n");
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
            for pass in passes::all().iter().skip(1) {
                assert_eq!((pass.run)(&document)?.segments, Some(there), "{name}: {}", pass.name);
            }
        }
        Ok(())
    }
}
