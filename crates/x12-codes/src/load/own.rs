//! The form of the lists built in: a code a line, then the days on which it may be used if not all.
//!
//! `CODE`, `CODE FROM ..`, `CODE .. TO`, `CODE FROM .. TO`, days as CCYYMMDD. Lines that begin with `#` are remarks; `# source:` names where the list comes
//! from, and `# complete: no` says that there are more codes than these, `# complete: until CCYYMMDD` that there may be more behind that day.

use super::Fault;
use crate::day::Day;
use crate::table::{Span, Table};

/// Reads a list.
pub(crate) fn read(text: &str) -> Result<Table, Fault> {
    let remark = |name: &str| text.lines().find_map(|line| Some(line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(':')?.trim()));
    let complete_until = match remark("complete") {
        None | Some("yes") => Some(Day::LAST),
        Some("no") => None,
        Some(other) => {
            let line = 1 + text.lines().position(|line| line.starts_with("# complete:")).unwrap_or_default();
            let day = other.strip_prefix("until ").and_then(|day| Day::read(day.as_bytes()));
            Some(day.ok_or_else(|| Fault { line, why: format!("found {other:?}; expected yes, no or until CCYYMMDD") })?)
        }
    };
    let mut table = Table::new(remark("source").unwrap_or_default(), Span::ALWAYS, complete_until);
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let day = |text: &str| Day::read(text.as_bytes()).ok_or_else(|| Fault { line: index + 1, why: format!("{text:?} is no date; expected CCYYMMDD") });
        let (code, span) = match words[..] {
            [code] => (code, Span::ALWAYS),
            [code, from, ".."] => (code, Span { from: day(from)?, to: Day::LAST }),
            [code, "..", to] => (code, Span { from: Day::FIRST, to: day(to)? }),
            [code, from, "..", to] => (code, Span { from: day(from)?, to: day(to)? }),
            _ => return Err(Fault { line: index + 1, why: format!("found {line:?}; expected a code, or a code and the days FROM .. TO") }),
        };
        table.add(code.as_bytes(), span);
    }
    Ok(table)
}
