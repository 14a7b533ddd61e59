//! `cargo xtask guide-diff DIR`: the shipped guides against transcriptions that others made of the same implementation guides.
//!
//! Invariant: every difference is printed. One that crates/x12-guide/guides/DIFFERENCES.md explains is counted as explained; any
//! other, and any explanation that no longer explains anything, makes the command fail.

mod explained;
mod facts;
mod ours;
mod source;

use std::path::Path;

use anyhow::{Context, bail};

use self::explained::Explanations;
use self::facts::compare;

/// A guide of ours and the files that transcribe it, each with the name DIFFERENCES.md calls it by.
struct Pair {
    set: &'static str,
    guide: &'static str,
    sources: &'static [(&'static str, &'static str)],
}

const PAIRS: [Pair; 12] = [
    Pair { set: "837", guide: "005010X224A2", sources: &[("tigershark", "M837_5010_X224_A2.json"), ("moov", "5010_837d.json")] },
    Pair { set: "837", guide: "005010X223A2", sources: &[("pyx12", "837Q3.I.5010.X223.A1.json"), ("stupidedi", "X223A2-HC837.json")] },
    Pair { set: "820", guide: "005010X218", sources: &[("pyx12", "820.5010.X218.json")] },
    Pair { set: "834", guide: "005010X220A1", sources: &[("pyx12", "834.5010.X220.A1.json"), ("stupidedi", "X220A1-BE834.json")] },
    Pair { set: "837", guide: "005010X222A1", sources: &[("pyx12", "837.5010.X222.A1.json"), ("stupidedi", "X222A1-HC837.json")] },
    Pair { set: "835", guide: "005010X221A1", sources: &[("pyx12", "835.5010.X221.A1.json"), ("stupidedi", "X221A1-HP835.json")] },
    Pair { set: "999", guide: "005010X231A1", sources: &[("pyx12", "999.5010X231.A1.json"), ("stupidedi", "X231A1-FA999.json")] },
    Pair { set: "277", guide: "005010X214", sources: &[("pyx12", "277.5010.X214.json"), ("stupidedi", "X214-HN277.json")] },
    Pair { set: "276", guide: "005010X212", sources: &[("stupidedi", "X212-HR276.json")] },
    Pair { set: "277", guide: "005010X212", sources: &[("pyx12", "277.5010.X212.json"), ("stupidedi", "X212-HN277.json")] },
    Pair {
        set: "270",
        guide: "005010X279A1",
        sources: &[("stupidedi", "X279A1-HS270.json"), ("pyx12-unmerged", "270.5010.X279.A1.json"), ("tigershark", "M270_5010_X279_A1.json")],
    },
    Pair {
        set: "271",
        guide: "005010X279A1",
        sources: &[("stupidedi", "X279A1-HB271.json"), ("pyx12-unmerged", "271.5010.X279.A1.json"), ("tigershark", "M271_5010_X279_A1.json")],
    },
];

/// Whether two guides share an id: an inquiry and its response.
fn is_shared(id: &str) -> bool {
    PAIRS.iter().filter(|pair| pair.guide == id).count() > 1
}

/// Compares every shipped guide with the transcriptions below `dir`.
///
/// # Errors
/// If a file cannot be read, or a difference is not explained, or an explanation explains nothing.
pub(crate) fn run(dir: &Path) -> anyhow::Result<()> {
    let mut explanations = Explanations::shipped()?;
    let (mut explained, mut unexplained) = (0, 0);
    for pair in &PAIRS {
        let guide = x12_guide::shipped().find(pair.set, pair.guide).with_context(|| format!("guide {} is not shipped", pair.guide))?;
        let ours = ours::read(&guide);
        let name = if is_shared(pair.guide) { format!("{} {}", pair.guide, pair.set) } else { pair.guide.to_owned() };
        for (source, file) in pair.sources {
            let path = dir.join("normalized").join(source).join(file);
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let theirs = source::read(&text).with_context(|| format!("cannot understand {}", path.display()))?;
            for difference in compare(&ours, &theirs) {
                let known = explanations.explain(&name, source, &difference);
                *(if known { &mut explained } else { &mut unexplained }) += 1;
                println!("{} {} {source}: {difference}", if known { "explained  " } else { "UNEXPLAINED" }, name);
            }
        }
    }
    let stale = explanations.unused();
    stale.iter().for_each(|row| println!("STALE       {row}"));
    println!("{explained} explained, {unexplained} unexplained, {} stale explanations", stale.len());
    if unexplained > 0 || !stale.is_empty() {
        bail!("the guides and their explanations disagree with the sources");
    }
    Ok(())
}
