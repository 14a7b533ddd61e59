//! The differences that are known: the tables of crates/x12-guide/guides/DIFFERENCES.md.
//!
//! Invariant: a row explains a difference only while its place and both values still are what the row says; `*` in a cell stands for
//! any text.

use anyhow::bail;

use super::facts::Difference;

/// What a guide, a source, a place and two values look like, and whether such a difference was met.
struct Row {
    cells: [String; 5],
    is_used: bool,
}

/// All rows.
pub(super) struct Explanations(Vec<Row>);

impl Explanations {
    /// The rows of the shipped file.
    pub(super) fn shipped() -> anyhow::Result<Self> {
        Self::parse(include_str!("../../../crates/x12-guide/guides/DIFFERENCES.md"))
    }

    /// Reads the rows of all tables whose columns are guide, source, place, ours, theirs and why.
    fn parse(text: &str) -> anyhow::Result<Self> {
        let mut rows = Vec::new();
        for line in text.lines().filter(|line| line.starts_with("| 005010")) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [guide, source, place, ours, theirs, why] = cells[..] else { bail!("a row needs six cells: {line}") };
            if why.is_empty() {
                bail!("a row must say why: {line}");
            }
            let cells = [guide, source, place, ours, theirs].map(|cell| cell.trim_matches('`').to_owned());
            rows.push(Row { cells, is_used: false });
        }
        Ok(Self(rows))
    }

    /// Whether a row explains the difference; every row that does counts as used.
    pub(super) fn explain(&mut self, guide: &str, source: &str, difference: &Difference) -> bool {
        let values = [guide, source, &difference.place, &difference.ours, &difference.theirs];
        let mut is_known = false;
        for row in &mut self.0 {
            if row.cells.iter().zip(values).all(|(pattern, value)| matches(pattern, value)) {
                row.is_used = true;
                is_known = true;
            }
        }
        is_known
    }

    /// The rows that explained nothing.
    pub(super) fn unused(&self) -> Vec<String> {
        self.0.iter().filter(|row| !row.is_used).map(|row| row.cells.join(" | ")).collect()
    }
}

/// Whether `value` is `pattern` with any text for each `*`.
fn matches(pattern: &str, value: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == value,
        Some((before, after)) => value.strip_prefix(before).is_some_and(|rest| {
            let starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            starts.filter_map(|at| rest.get(at..)).any(|tail| matches(after, tail))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference() -> Difference {
        Difference { place: "2300/CLM/01 data".to_owned(), ours: "AN 1/20".to_owned(), theirs: "AN 1/38".to_owned() }
    }

    #[test]
    fn a_row_explains_the_difference_it_describes() {
        let mut rows = Explanations::parse("| 005010X222A1 | pyx12 | `2300/CLM/01 data` | AN 1/20 | AN 1/38 | the guide is shorter |").unwrap();
        assert_eq!(rows.unused().len(), 1);
        assert!(rows.explain("005010X222A1", "pyx12", &difference()));
        assert!(!rows.explain("005010X222A1", "stupidedi", &difference()));
        assert!(rows.unused().is_empty());
    }

    #[test]
    fn a_row_without_a_reason_is_refused() {
        assert!(Explanations::parse("| 005010X222A1 | pyx12 | x | y | z | |").is_err());
        assert!(Explanations::parse("| 005010X222A1 | pyx12 | x |").is_err());
    }

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("2300/*/01 data", "2300/CLM/01 data"));
        assert!(matches("*", ""));
        assert!(matches("*data", "x data"));
        assert!(!matches("2300/*/02 data", "2300/CLM/01 data"));
        assert!(!matches("2300", "2300/CLM"));
    }
}
