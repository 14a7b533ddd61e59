//! An independent judge: pyx12 (Python, BSD licence) validates the same files, and every verdict that differs has a reason in `tests/pyx12.tsv`.
//!
//! Judged are the fixtures of the guides that both know, and the 999 that we make for each of them. Compared are SNIP types 1 and 2: pyx12 does not
//! balance.

mod generated;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use x12_acknowledge::{AckOptions, Kind};
use x12_validate::{Options, validate};

use crate::steps::Outcome;
use crate::{place, shell, tools};

/// The release that the table was made with.
const RELEASE: &str = "pyx12==4.0.0";

const FOLDERS: [&str; 4] = ["005010X222A1/valid", "005010X222A1/invalid", "005010X221A1/valid", "005010X221A1/invalid"];

/// Compares the verdicts.
///
/// # Errors
/// If a verdict differs without a reason in the table, a reason is no longer needed, or a file cannot be read or written.
pub(crate) fn check() -> anyhow::Result<Outcome> {
    let home = place::target()?.join("pyx12");
    if let Err(why) = installed(&home) {
        return Ok(Outcome::Skipped(why));
    }
    let work = home.join("work");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    std::fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let ours = lay_out(&work)?;
    let theirs = judge(&home, &work, ours.keys())?;
    let alike = compare(&ours, &theirs, &reasons()?)?;
    Ok(Outcome::Passed(vec![alike, generated::check(&home)?]))
}

/// Has pyx12 in an environment of its own.
fn installed(home: &Path) -> Result<(), String> {
    if home.join("bin/x12valid").exists() {
        // It is installed last, so the environment is whole.
        return Ok(());
    }
    tools::have("python3", "--version", "python3")?;
    let environment = || shell::run(Command::new("python3").args(["-m", "venv"]).arg(home));
    if environment().is_err() {
        // Debian keeps the part of Python that makes environments in a package of its own.
        tools::install("python3-venv")?;
        environment().map_err(|error| format!("no Python environment can be made: {error:#}"))?;
    }
    shell::run(Command::new(home.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", RELEASE]))
        .map_err(|error| format!("{RELEASE} cannot be installed: {error:#}"))
}

/// Copies the fixtures and makes a 999 for each; returns our verdicts by name.
fn lay_out(work: &Path) -> anyhow::Result<BTreeMap<String, bool>> {
    let mut verdicts = BTreeMap::new();
    for folder in FOLDERS {
        for path in place::files(&place::root().join("fixtures").join(folder), ".x12")? {
            let document = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = format!("{}-{}", folder.replace('/', "-"), path.file_name().unwrap_or_default().to_string_lossy());
            put(work, &name, &document, &mut verdicts)?;
            let answer = implementation_acknowledgment(&document)?;
            if !answer.is_empty() {
                put(work, &format!("999-for-{name}"), &answer, &mut verdicts)?;
            }
        }
    }
    Ok(verdicts)
}

fn put(work: &Path, name: &str, document: &[u8], verdicts: &mut BTreeMap<String, bool>) -> anyhow::Result<()> {
    std::fs::write(work.join(name), document).with_context(|| format!("cannot write {name}"))?;
    let options = Options { snip: [true, true, false, false, false, false, false], ..Options::default() };
    let report = validate(document, &options).with_context(|| format!("{name} cannot be validated"))?;
    verdicts.insert(name.to_owned(), report.summary.errors == 0);
    Ok(())
}

fn implementation_acknowledgment(document: &[u8]) -> anyhow::Result<Vec<u8>> {
    let created = jiff::civil::datetime(2026, 1, 15, 9, 30, 0, 0);
    let mut answer = Vec::new();
    x12_acknowledge::write(Kind::Implementation999, document, &mut answer, &AckOptions { control_number: 1, created, usage: 'T' }, &Options::default())?;
    Ok(answer)
}

/// The verdicts of pyx12, by name; a file on which it breaks down has none.
fn judge<'n>(home: &Path, work: &Path, names: impl Iterator<Item = &'n String>) -> anyhow::Result<BTreeMap<String, bool>> {
    let program = place::root().join("xtask/src/pyx12/verdicts.py");
    let (status, text) = shell::answer(Command::new(home.join("bin/python")).arg(program).args(names).current_dir(work))?;
    if !status.success() {
        bail!("pyx12 ended with {status}\n{text}");
    }
    let verdicts = text.lines().filter_map(|line| line.split_once('\t')).filter(|(_, word)| matches!(*word, "clean" | "faulty"));
    Ok(verdicts.map(|(name, word)| (name.to_owned(), word == "clean")).collect())
}

/// The differences that have a reason: the verdicts, ours first.
fn reasons() -> anyhow::Result<BTreeMap<String, [String; 2]>> {
    let path = place::root().join("tests/pyx12.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut reasons = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [file, ours, theirs, reason] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("tests/pyx12.tsv: {line:?} has not four columns") };
        if reason.is_empty() {
            bail!("tests/pyx12.tsv: {file} has no reason");
        }
        reasons.insert(file.to_owned(), [ours.to_owned(), theirs.to_owned()]);
    }
    Ok(reasons)
}

fn compare(ours: &BTreeMap<String, bool>, theirs: &BTreeMap<String, bool>, reasons: &BTreeMap<String, [String; 2]>) -> anyhow::Result<String> {
    let differing: BTreeMap<&String, [&str; 2]> = ours
        .iter()
        .map(|(name, verdict)| (name, [word(Some(*verdict)), word(theirs.get(name).copied())]))
        .filter(|(_, [ours, theirs])| ours != theirs)
        .collect();
    let mut faults = Vec::new();
    for (name, [one, other]) in &differing {
        if reasons.get(*name).is_none_or(|known| known != &[*one, *other]) {
            faults.push(format!("{name}: ours {one}, pyx12 {other}, and tests/pyx12.tsv does not say why"));
        }
    }
    faults.extend(
        reasons.keys().filter(|name| !differing.contains_key(name)).map(|name| format!("{name}: tests/pyx12.tsv explains a difference that there is not")),
    );
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(format!("{} files judged alike, {} differently with a reason", ours.len() - differing.len(), differing.len()))
}

fn word(verdict: Option<bool>) -> &'static str {
    match verdict {
        Some(true) => "clean",
        Some(false) => "faulty",
        None => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(of: &[(&str, bool)]) -> BTreeMap<String, bool> {
        of.iter().map(|(name, verdict)| ((*name).to_owned(), *verdict)).collect()
    }

    #[test]
    fn a_difference_needs_its_reason_and_a_reason_its_difference() {
        let (ours, theirs) = (verdicts(&[("a", true), ("b", true)]), verdicts(&[("a", false), ("b", true)]));
        let reason = |name: &str| BTreeMap::from([(name.to_owned(), ["clean".to_owned(), "faulty".to_owned()])]);
        assert!(compare(&ours, &theirs, &reason("a")).is_ok());
        assert!(compare(&ours, &theirs, &BTreeMap::new()).is_err());
        assert!(compare(&ours, &ours, &reason("a")).is_err());
        assert!(compare(&ours, &verdicts(&[("b", true)]), &reason("a")).is_err());
    }
}
