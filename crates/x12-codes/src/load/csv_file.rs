//! Lists as comma-separated values, as X12, NUCC and others publish them, and the tab-separated directory of drugs.

use super::Fault;
use crate::day::Day;
use crate::table::{Span, Table};

/// The columns in which publishers put codes, first and last days; compared without case, blanks and underscores.
const CODE: &[&str] = &["code", "codes", "hcpc", "hcpcs", "hcpcscode", "taxonomycode", "ndc", "cdtcode", "poscode"];
const START: &[&str] = &["startdate", "start", "effectivedate", "effective", "from"];
const STOP: &[&str] = &["stopdate", "stop", "enddate", "end", "deactivationdate", "terminationdate", "to"];

/// A file with a line of names first.
struct Rows {
    names: Vec<String>,
    rows: Vec<(usize, csv::StringRecord)>,
}

fn rows(text: &str, delimiter: u8) -> Result<Rows, Fault> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).quoting(delimiter == b',').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let fault = |why: &csv::Error| Fault { line: why.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1)), why: why.to_string() };
    let names = reader.headers().map_err(|why| fault(&why))?.iter().map(plain).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|why| fault(&why))?;
        rows.push((row.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1)), row));
    }
    Ok(Rows { names, rows })
}

/// Reads codes and, where there are such columns, the days on which each may be used.
pub(super) fn codes(text: &str, source: String) -> Result<Table, Fault> {
    let Rows { names, rows } = rows(text, b',')?;
    let column = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    let Some(code) = column(CODE) else {
        return Err(Fault { line: 1, why: format!("there is no column for the codes; expected one of: {}", CODE.join(", ")) });
    };
    let (start, stop) = (column(START), column(STOP));
    let mut table = Table::new(source, Span::ALWAYS, Some(Day::LAST));
    for (line, row) in rows {
        let day = |column: Option<usize>, otherwise: Day| match column.and_then(|at| row.get(at)).map(str::trim).filter(|text| !text.is_empty()) {
            None => Ok(otherwise),
            Some(text) => {
                Day::read_published(text).ok_or_else(|| Fault { line, why: format!("{text:?} is no date; expected MM/DD/CCYY, CCYY-MM-DD or CCYYMMDD") })
            }
        };
        let span = Span { from: day(start, Day::FIRST)?, to: day(stop, Day::LAST)? };
        if let Some(code) = row.get(code).map(str::trim).filter(|code| !code.is_empty()) {
            table.add(code.as_bytes(), span);
        }
    }
    Ok(table)
}

/// Reads the packages of the drug directory: codes of ten digits in three parts, of which one lacks a leading zero.
pub(super) fn drugs(text: &str, source: String) -> Result<Table, Fault> {
    let Rows { names, rows } = rows(text, b'\t')?;
    let Some(column) = names.iter().position(|name| name == "ndcpackagecode") else {
        return Err(Fault { line: 1, why: "there is no column NDCPACKAGECODE".to_owned() });
    };
    let mut table = Table::new(source, Span::ALWAYS, None);
    for (line, row) in rows {
        let Some(code) = row.get(column).map(str::trim).filter(|code| !code.is_empty()) else { continue };
        let [labeler, product, package] = code.split('-').collect::<Vec<_>>()[..] else {
            return Err(Fault { line, why: format!("{code:?} is no drug code; expected three parts with hyphens") });
        };
        table.add(format!("{labeler:0>5}{product:0>4}{package:0>2}").as_bytes(), Span::ALWAYS);
    }
    Ok(table)
}
