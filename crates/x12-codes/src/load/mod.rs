//! Reading code lists from a folder of the files in which they are published.
//!
//! | file | list |
//! |---|---|
//! | `icd10cm_order_2026.txt`, `icd10pcs_order_2026.txt` (CMS; the year is the fiscal year) | `diagnosis-icd10`, `procedure-icd10` |
//! | `HCPC2026_JAN_ANWEB.txt` (CMS, fixed width) | `procedure-hcpcs`, `modifiers-hcpcs` |
//! | `nucc_taxonomy_261.csv` (NUCC) | `provider-taxonomy` |
//! | `package.txt` (FDA, NDC directory) | `drug-ndc` |
//! | any CSV whose name holds the name of a list (`remark-codes.csv`) or one of the publishers' (`carc`, `rarc`, `pos`, ...), with a column `code` and, if dated, columns for start and stop | that list |
//! | `<list>.txt` in the form of the lists built in | that list |

mod csv_file;
mod fixed;
mod names;
pub(crate) mod own;

use std::path::{Path, PathBuf};

use crate::table::Table;
use crate::tables::CodeTables;

/// Why a folder of code lists cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or the folder cannot be read.
    #[error("cannot read {}: {why}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// Nothing tells which list a file holds.
    #[error("cannot tell which code list {} holds; name it after one of: {}", path.display(), names::LISTS.join(", "))]
    UnknownList {
        /// The file.
        path: PathBuf,
    },
    /// A file is not as its kind is.
    #[error("{}, line {line}: {why}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, the first being 1.
        line: usize,
        /// What was found and what was expected.
        why: String,
    },
    /// A folder without files of code lists.
    #[error("the folder {} holds no code list: no file ends in .csv or .txt", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// A fault of a file: its line, the first being 1, and what is wrong there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) why: String,
}

impl CodeTables {
    /// The lists built in, with those of a folder in their place. Files that end neither in `.csv` nor in `.txt` are left alone; several files of one
    /// list are editions of it.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, or a file is not a code list.
    pub fn load_folder(folder: &Path) -> Result<Self, LoadError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |why| LoadError::Unreadable { path, why }
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
            paths.push(entry.map_err(unreadable(folder))?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("txt")));
        paths.sort();
        if paths.is_empty() {
            return Err(LoadError::Empty { path: folder.to_owned() });
        }
        let mut found: Vec<(String, Table)> = Vec::new();
        for path in &paths {
            let bytes = std::fs::read(path).map_err(unreadable(path))?;
            // Publishers mix encodings; codes are ASCII in all of them.
            let text = String::from_utf8_lossy(&bytes);
            for (list, table) in read(path, &text)? {
                match found.iter_mut().find(|(known, _)| *known == list) {
                    Some((_, known)) => known.merge(table),
                    None => found.push((list, table)),
                }
            }
        }
        let mut tables = Self::default();
        found.into_iter().for_each(|(list, table)| tables.insert(list, table));
        Ok(tables)
    }
}

/// Reads one file: the lists it holds.
fn read(path: &Path, text: &str) -> Result<Vec<(String, Table)>, LoadError> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let source = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let malformed = |fault: Fault| LoadError::Malformed { path: path.to_owned(), line: fault.line, why: fault.why };
    let is_csv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let bare: String = stem.chars().filter(char::is_ascii_alphanumeric).collect();
    if !is_csv && (bare.starts_with("icd10cmorder") || bare.starts_with("icd10pcsorder")) {
        let list = if bare.starts_with("icd10cm") { "diagnosis-icd10" } else { "procedure-icd10" };
        return Ok(vec![(list.to_owned(), fixed::icd10(text, &stem, source).map_err(malformed)?)]);
    }
    if !is_csv && bare.starts_with("hcpc") {
        return fixed::hcpcs(text, &source).map_err(malformed);
    }
    if !is_csv && bare == "package" {
        return Ok(vec![("drug-ndc".to_owned(), csv_file::drugs(text, source).map_err(malformed)?)]);
    }
    let list = names::list_of(&stem).ok_or_else(|| LoadError::UnknownList { path: path.to_owned() })?;
    let table = if is_csv { csv_file::codes(text, source) } else { own::read(text) };
    Ok(vec![(list.to_owned(), table.map_err(malformed)?)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Day};

    fn day(text: &str) -> Day {
        Day::read(text.as_bytes()).unwrap()
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
        folder
    }

    #[test]
    fn published_files_are_read_by_their_names() {
        let hcpcs = format!("{:<268}20200101{:<8}20231231N\n", format!("{:<10}3{:<80}", "Z9001", "an invented service"), "20230101");
        let files = folder(&[
            ("icd10cm_order_2026.txt", "00001 A00     0 invented head\n00002 A000    1 invented code\n"),
            ("icd10cm-order-2025.txt", "00001 A00     0 invented head\n00002 A009    1 invented code\n"),
            ("HCPC2026_JAN_ANWEB.txt", &hcpcs),
            ("nucc_taxonomy_261.csv", "Code,Grouping\n207Q00000X,invented\n"),
            ("RARC.csv", "Code,Description,Start Date,Stop Date\nN1,\"invented, with a comma\",01/01/2000,\nN2,x,01/01/2000,12/31/2010\n"),
            ("package.txt", "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\n1\t0777-3105\t0777-3105-02\n"),
            ("modifiers-hcpcs.txt", "# source: invented\n25\n59 .. 20201231\n"),
            ("README.md", "not a list"),
        ]);
        let tables = CodeTables::load_folder(files.path()).unwrap();
        let now = day("20260101");
        assert_eq!(tables.lookup("diagnosis-icd10", b"A000", now), Answer::Valid);
        assert_eq!(tables.lookup("diagnosis-icd10", b"A00", now), Answer::Unknown { complete: true });
        assert_eq!(tables.lookup("diagnosis-icd10", b"A009", now), Answer::Ended(day("20250930")));
        assert_eq!(tables.lookup("procedure-hcpcs", b"Z9001", now), Answer::Ended(day("20231231")));
        assert_eq!(tables.lookup("procedure-hcpcs", b"Z9001", day("20190101")), Answer::NotYet(day("20200101")));
        assert_eq!(tables.lookup("provider-taxonomy", b"207Q00000X", now), Answer::Valid);
        assert_eq!(tables.lookup("remark-codes", b"N2", now), Answer::Ended(day("20101231")));
        assert_eq!(tables.lookup("remark-codes", b"N3", now), Answer::Unknown { complete: true });
        assert_eq!(tables.lookup("drug-ndc", b"00777310502", now), Answer::Valid);
        assert_eq!(tables.lookup("modifiers-hcpcs", b"59", now), Answer::Ended(day("20201231")));
        assert!(tables.were_loaded() && !CodeTables::default().were_loaded());
    }

    #[test]
    fn what_is_no_code_list_is_refused_with_its_place() {
        let said = |files: &[(&str, &str)]| CodeTables::load_folder(folder(files).path()).unwrap_err().to_string();
        assert!(said(&[("prices.csv", "Code\nA\n")]).contains("cannot tell which code list"));
        assert!(said(&[("carc.csv", "Name,Text\nA,B\n")]).contains("carc.csv, line 1: there is no column for the codes"));
        assert!(said(&[("carc.csv", "Code,Start Date\nA,soon\n")]).contains("carc.csv, line 2: \"soon\" is no date"));
        assert!(said(&[("icd10cm_order.txt", "00001 A000    1 x\n")]).contains("line 1: the name has no year"));
        assert!(said(&[("icd10cm_order_2026.txt", "00001 A000\n")]).contains("icd10cm_order_2026.txt, line 1: "));
        assert!(said(&[("HCPC2026.txt", "A0429\n")]).contains("HCPC2026.txt, line 1: "));
        assert!(said(&[("package.txt", "A\tB\n1\t2\n")]).contains("package.txt, line 1: there is no column NDCPACKAGECODE"));
        assert!(said(&[("states.txt", "TX until 2020\n")]).contains("states.txt, line 1: "));
        assert!(said(&[]).contains("holds no code list"));
    }
}
