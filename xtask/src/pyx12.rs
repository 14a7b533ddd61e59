//! An independent judge: pyx12 (Python, BSD licence) validates the same files, and every verdict that differs has a reason in `tests/pyx12.tsv`.
//!
//! Judged are the fixtures of the guides that both know, and the 999 that we make for each of them. Compared are SNIP types 1 and 2: pyx12 does not
//! balance, and knows no situations. The 999s that both write are compared too, segment by segment; what differs has a reason in `tests/pyx12-999.tsv`.

mod generated;
mod told;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use x12_acknowledge::{AckOptions, Kind};
use x12_validate::{Options, validate};

use crate::steps::Outcome;
use crate::{place, shell, tools};

/// The release that the table was made with.
pub(crate) const RELEASE: &str = "pyx12==4.0.0";

const FOLDERS: [&str; 6] = ["005010X222A1/valid", "005010X222A1/invalid", "005010X221A1/valid", "005010X221A1/invalid", "envelope/valid", "envelope/invalid"];

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
    let verdicts = |judged: &BTreeMap<String, Judged>| judged.iter().map(|(name, one)| (name.clone(), one.verdict.clone())).collect();
    let mut said = compare(&verdicts(&ours), &verdicts(&theirs), "tests/pyx12.tsv", "files judged")?;
    // Where pyx12 can make no 999, there is nothing to compare.
    let is_told = |name: &str| [&ours, &theirs].iter().all(|judged| judged.get(name).is_some_and(|one| !one.told.is_empty()));
    let told =
        |judged: &BTreeMap<String, Judged>| judged.iter().filter(|(name, _)| is_told(name)).map(|(name, one)| (name.clone(), one.told.clone())).collect();
    said.extend(compare(&told(&ours), &told(&theirs), "tests/pyx12-999.tsv", "files acknowledged")?);
    said.push(generated::check(&home)?);
    Ok(Outcome::Passed(said))
}

/// What is thought of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Judged {
    /// `clean` or `faulty`.
    verdict: String,
    /// What the 999 for it tells; empty if there is none.
    told: String,
}

/// Has pyx12 in an environment of its own.
pub(crate) fn installed(home: &Path) -> Result<(), String> {
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

/// Copies the fixtures and makes a 999 for each; returns what we think of them, by name.
fn lay_out(work: &Path) -> anyhow::Result<BTreeMap<String, Judged>> {
    let mut judged = BTreeMap::new();
    for folder in FOLDERS {
        for path in place::files(&place::root().join("fixtures").join(folder), ".x12")? {
            let document = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = format!("{}-{}", folder.replace('/', "-"), path.file_name().unwrap_or_default().to_string_lossy());
            let answer = implementation_acknowledgment(&document)?;
            put(work, &name, &document, told::of(&answer), &mut judged)?;
            if !answer.is_empty() {
                put(work, &format!("999-for-{name}"), &answer, String::new(), &mut judged)?;
            }
        }
    }
    Ok(judged)
}

/// SNIP types 1 and 2.
fn options() -> Options {
    Options { snip: [true, true, false, false, false, false, false], ..Options::default() }
}

fn put(work: &Path, name: &str, document: &[u8], told: String, judged: &mut BTreeMap<String, Judged>) -> anyhow::Result<()> {
    std::fs::write(work.join(name), document).with_context(|| format!("cannot write {name}"))?;
    let report = validate(document, &options()).with_context(|| format!("{name} cannot be validated"))?;
    let verdict = if report.summary.errors == 0 { "clean" } else { "faulty" };
    judged.insert(name.to_owned(), Judged { verdict: verdict.to_owned(), told });
    Ok(())
}

fn implementation_acknowledgment(document: &[u8]) -> anyhow::Result<Vec<u8>> {
    let created = jiff::civil::datetime(2026, 1, 15, 9, 30, 0, 0);
    let mut answer = Vec::new();
    x12_acknowledge::write(Kind::Implementation999, document, &mut answer, &AckOptions { control_number: 1, created, usage: 'T' }, &options())?;
    Ok(answer)
}

/// What pyx12 thinks, by name; a file on which it breaks down is not there.
fn judge<'n>(home: &Path, work: &Path, names: impl Iterator<Item = &'n String>) -> anyhow::Result<BTreeMap<String, Judged>> {
    let program = place::root().join("xtask/src/pyx12/verdicts.py");
    let (status, text) = shell::answer(Command::new(home.join("bin/python")).arg(program).args(names).current_dir(work))?;
    if !status.success() {
        bail!("pyx12 ended with {status}\n{text}");
    }
    let lines = text.lines().filter_map(|line| {
        let [name, verdict, answer] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let judged = Judged { verdict: verdict.to_owned(), told: told::of(answer.as_bytes()) };
        matches!(verdict, "clean" | "faulty").then(|| (name.to_owned(), judged))
    });
    Ok(lines.collect())
}

/// The differences that have a reason: what we think, and what pyx12 thinks.
fn reasons(table: &str) -> anyhow::Result<BTreeMap<String, [String; 2]>> {
    let path = place::root().join(table);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut reasons = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [file, ours, theirs, reason] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("{table}: {line:?} has not four columns") };
        if reason.is_empty() {
            bail!("{table}: {file} has no reason");
        }
        reasons.insert(file.to_owned(), [ours.to_owned(), theirs.to_owned()]);
    }
    Ok(reasons)
}

fn compare(ours: &BTreeMap<String, String>, theirs: &BTreeMap<String, String>, table: &str, what: &str) -> anyhow::Result<Vec<String>> {
    let (alike, differing) = differences(ours, theirs, table, &reasons(table)?)?;
    Ok(vec![format!("{alike} {what} alike, {differing} differently with a reason")])
}

/// How many are alike, and how many differ with a reason.
fn differences(
    ours: &BTreeMap<String, String>,
    theirs: &BTreeMap<String, String>,
    table: &str,
    reasons: &BTreeMap<String, [String; 2]>,
) -> anyhow::Result<(usize, usize)> {
    let differing: BTreeMap<&String, [&str; 2]> = ours
        .iter()
        .map(|(name, one)| (name, [one.as_str(), theirs.get(name).map_or("none", String::as_str)]))
        .filter(|(_, [ours, theirs])| ours != theirs)
        .collect();
    let mut faults = Vec::new();
    for (name, [one, other]) in &differing {
        if reasons.get(*name).is_none_or(|known| known != &[*one, *other]) {
            faults.push(format!("{name}\t{one}\t{other}\t{table} does not say why"));
        }
    }
    faults.extend(reasons.keys().filter(|name| !differing.contains_key(name)).map(|name| format!("{name}: {table} explains a difference that there is not")));
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok((ours.len() - differing.len(), differing.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(name, verdict)| ((*name).to_owned(), (*verdict).to_owned())).collect()
    }

    #[test]
    fn a_difference_needs_its_reason_and_a_reason_its_difference() {
        let (ours, theirs) = (verdicts(&[("a", "clean"), ("b", "clean")]), verdicts(&[("a", "faulty"), ("b", "clean")]));
        let reason = |name: &str| BTreeMap::from([(name.to_owned(), ["clean".to_owned(), "faulty".to_owned()])]);
        assert_eq!(differences(&ours, &theirs, "x", &reason("a")).unwrap(), (1, 1));
        assert!(differences(&ours, &theirs, "x", &BTreeMap::new()).is_err());
        assert!(differences(&ours, &ours, "x", &reason("a")).is_err());
        assert!(differences(&ours, &verdicts(&[("b", "clean")]), "x", &reason("a")).is_err());
    }
}
