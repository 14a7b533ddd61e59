//! The same judge on generated documents: each kind of complaint that pyx12 has against one of them has a reason in `tests/pyx12-generated.tsv`.
//!
//! A guide is judged once its differences from pyx12 are settled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::generate::{Generate, run};
use crate::{place, shell};

/// The guides judged.
const GUIDES: [&str; 3] = ["837P", "835", "277CA"];
/// How many documents of each.
const DOCUMENTS: u64 = 30;

/// Has generated documents judged, and says how many there were.
///
/// # Errors
/// If there is a complaint without a reason, or a file cannot be read or written.
pub(super) fn check(home: &Path) -> anyhow::Result<String> {
    let work = home.join("generated");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    for guide in GUIDES {
        run(&Generate { folder: work.clone(), guide: Some(guide.to_owned()), documents: DOCUMENTS, sets: 1, seed: 1, plain: true })?;
    }
    let names: Vec<String> = place::files(&work, ".x12")?.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    let program = place::root().join("xtask/src/pyx12/complaints.py");
    let (status, text) = shell::answer(Command::new(home.join("bin/python")).arg(program).args(&names).current_dir(&work))?;
    if !status.success() {
        bail!("pyx12 ended with {status}\n{text}");
    }
    let unexplained = unexplained(&text, &reasons()?);
    if !unexplained.is_empty() {
        bail!("pyx12 complains of generated documents, and tests/pyx12-generated.tsv does not say why:\n{}", unexplained.join("\n"));
    }
    Ok(format!("{} generated documents judged alike, but for differences with a reason", names.len()))
}

/// The complaints that have a reason, by guide.
fn reasons() -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let path = place::root().join("tests/pyx12-generated.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [guide, complaint, reason] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("tests/pyx12-generated.tsv: {line:?} has not three columns") };
        if reason.is_empty() {
            bail!("tests/pyx12-generated.tsv: {complaint} has no reason");
        }
        reasons.entry(guide.to_owned()).or_default().insert(complaint.to_owned());
    }
    Ok(reasons)
}

/// The complaints without a reason, each once for each guide, with a document that has it.
fn unexplained(complaints: &str, reasons: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut found: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (name, complaint) in complaints.lines().filter_map(|line| line.split_once('\t')) {
        let guide = name.split('-').next().unwrap_or_default();
        if reasons.get(guide).is_none_or(|known| !known.contains(complaint)) {
            found.entry((guide, complaint)).or_insert(name);
        }
    }
    found.into_iter().map(|((guide, complaint), name)| format!("{guide}: {complaint} (such as {name})")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_needs_its_reason_for_its_guide() {
        let reasons = BTreeMap::from([("835".to_owned(), BTreeSet::from(["too many".to_owned()]))]);
        assert!(unexplained("835-1.x12\ttoo many\n835-2.x12\ttoo many\n", &reasons).is_empty());
        assert_eq!(unexplained("837P-1.x12\ttoo many\n837P-2.x12\ttoo many\n", &reasons).len(), 1);
        assert_eq!(unexplained("835-1.x12\ttoo few\n", &reasons), ["835: too few (such as 835-1.x12)"]);
    }
}
