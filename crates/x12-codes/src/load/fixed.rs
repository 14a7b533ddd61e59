//! The fixed-width files of CMS: ICD-10 in tabular order, and HCPCS.

use super::Fault;
use crate::day::Day;
use crate::table::{Span, Table};

/// A column of a line, trimmed; the first is 1.
fn column(line: &str, from: usize, to: usize) -> &str {
    line.get(from.saturating_sub(1)..to.min(line.len())).unwrap_or_default().trim()
}

/// Reads codes in tabular order: the code in columns 7 to 13; column 15 is 1 for those that can be sent. The name of the file holds the fiscal year.
pub(super) fn icd10(text: &str, stem: &str, source: String) -> Result<Table, Fault> {
    let year = stem.split(|letter: char| !letter.is_ascii_digit()).find(|part| part.len() == 4).and_then(|part| part.parse::<u32>().ok());
    let Some(year) = year else {
        return Err(Fault { line: 1, why: "the name has no year; expected the fiscal year, such as icd10cm_order_2026.txt".to_owned() });
    };
    let day = |year: u32, rest: &str| Day::read(format!("{year:04}{rest}").as_bytes());
    let (Some(from), Some(to)) = (day(year.saturating_sub(1), "1001"), day(year, "0930")) else {
        return Err(Fault { line: 1, why: format!("{year} is no year") });
    };
    let span = Span { from, to };
    let mut table = Table::new(source, span, Some(Day::LAST));
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match (column(line, 7, 13), column(line, 15, 15)) {
            (code, "1") if !code.is_empty() => table.add(code.as_bytes(), span),
            (code, "0") if !code.is_empty() => {}
            _ => return Err(Fault { line: index + 1, why: "expected a code in columns 7 to 13 and 0 or 1 in column 15".to_owned() }),
        }
    }
    Ok(table)
}

/// Reads services and modifiers: the code in columns 1 to 5, the kind of line in 11 (3 and 7 begin one), the day it was added in 269 to 276 and the
/// day it ended in 285 to 292.
pub(super) fn hcpcs(text: &str, source: &str) -> Result<Vec<(String, Table)>, Fault> {
    let mut services = Table::new(source, Span::ALWAYS, Some(Day::LAST));
    let mut modifiers = Table::new(source, Span::ALWAYS, Some(Day::LAST));
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fault = |why: String| Fault { line: index + 1, why };
        let table = match column(line, 11, 11) {
            "3" => &mut services,
            "7" => &mut modifiers,
            "4" | "8" => continue,
            other => return Err(fault(format!("found {other:?} in column 11; expected 3, 4, 7 or 8"))),
        };
        let day = |from: usize, otherwise: Day| match column(line, from, from + 7) {
            "" => Ok(otherwise),
            text => Day::read(text.as_bytes()).ok_or_else(|| fault(format!("{text:?} in column {from} is no date; expected CCYYMMDD"))),
        };
        // The day in 277 is that of the last change, which says nothing of the first.
        let from = day(269, Day::FIRST)?;
        table.add(column(line, 1, 5).as_bytes(), Span { from, to: day(285, Day::LAST)? });
    }
    let lists = [("procedure-hcpcs", services), ("modifiers-hcpcs", modifiers)];
    Ok(lists.into_iter().filter(|(_, table)| !table.is_empty()).map(|(list, table)| (list.to_owned(), table)).collect())
}
