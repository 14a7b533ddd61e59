//! `cargo xtask corpus DIR`: what this build says of public sample files, against the table of judgements in tests/corpus.tsv.
//!
//! Invariant: every file of the table is looked at, and every file whose errors are not those of the table makes the command fail. The files
//! themselves are others' and not part of this repository.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};
use x12_findings::Severity;
use x12_validate::{Options, validate};

/// The table: file, set, what its authors intended, our errors, and why.
const TABLE: &str = include_str!("../../tests/corpus.tsv");

/// A row of the table.
struct Row<'t> {
    file: &'t str,
    intended: &'t str,
    errors: &'t str,
}

fn rows() -> anyhow::Result<Vec<Row<'static>>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    let read = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [file, _, intended, errors, why] if !why.is_empty() => Ok(Row { file, intended, errors }),
        _ => bail!("a row has five cells, the last one saying why: {line}"),
    };
    lines.map(read).collect()
}

/// Looks at every file of the table below `folder`.
///
/// # Errors
/// If a file cannot be read, or its errors are not those of the table.
pub(crate) fn run(folder: &Path) -> anyhow::Result<()> {
    let (mut clean, mut refused, mut differing) = (0, 0, 0);
    let rows = rows()?;
    for row in &rows {
        let path = folder.join(row.file);
        let document = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let found = errors_of(&document).with_context(|| format!("{} was not read to its end", path.display()))?;
        if found == row.errors {
            *(if found == "clean" { &mut clean } else { &mut refused }) += 1;
        } else {
            differing += 1;
            println!("{} (intended {}): the table says {}, found {found}", row.file, row.intended, row.errors);
        }
    }
    println!("{} files: {clean} without errors, {refused} with the errors of the table, {differing} different", rows.len());
    if differing > 0 { bail!("judge the differences and correct tests/corpus.tsv, or the validator") } else { Ok(()) }
}

/// The codes of a document's errors, or `clean`.
fn errors_of(document: &[u8]) -> anyhow::Result<String> {
    let report = validate(document, &Options { most_findings: usize::MAX, most_findings_in_set: usize::MAX, ..Options::default() })?;
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let codes: BTreeSet<&str> = errors.map(|finding| finding.code.as_ref()).collect();
    Ok(if codes.is_empty() { "clean".to_owned() } else { codes.into_iter().collect::<Vec<_>>().join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_names_each_file_once() {
        let rows = rows().unwrap();
        let files: BTreeSet<&str> = rows.iter().map(|row| row.file).collect();
        assert!(rows.len() > 100 && files.len() == rows.len());
        assert!(rows.iter().all(|row| matches!(row.intended, "valid" | "invalid" | "unknown")));
    }
}
