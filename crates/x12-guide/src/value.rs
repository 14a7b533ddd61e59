//! The values of attributes: positions, usages, repeats, data types, lengths, syntax notes and lists of codes.
//!
//! Invariant: an attribute that is missing is silent here, for the vocabulary has reported it; one that cannot be read is reported at
//! its own place as `attribute-malformed`.

use crate::issue::Issues;
use crate::limits::MAX_POSITION;
use crate::model::{DataType, Repeat, SyntaxNote, Usage};
use crate::xml::Node;

/// The value of an attribute as `parse` reads it, or `None` after reporting what was expected.
fn read<T>(node: &Node<'_>, name: &str, expected: &str, issues: &mut Issues, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = node.get(name)?;
    let value = parse(text);
    if value.is_none() {
        let shown: String = text.chars().take(40).collect();
        issues.error(node.place_of(name), "attribute-malformed", format!("`{name}` is `{shown}`; expected {expected}"));
    }
    value
}

/// `at`: a position, 1 to 99.
pub(crate) fn position(node: &Node<'_>, issues: &mut Issues) -> Option<u8> {
    read(node, "at", "a position from 1 to 99", issues, |text| {
        let digits = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|&at| digits && (1..=MAX_POSITION).contains(&at))
    })
}

/// `usage` in a guide: `R` or `S`.
pub(crate) fn usage(node: &Node<'_>, issues: &mut Issues) -> Option<Usage> {
    read(node, "usage", "`R` (required) or `S` (situational); leave out what is not used", issues, |text| match text {
        "R" => Some(Usage::Required),
        "S" => Some(Usage::Situational),
        _ => None,
    })
}

/// `usage` in a base file: whether the position is mandatory.
pub(crate) fn mandatory(node: &Node<'_>, issues: &mut Issues) -> Option<bool> {
    read(node, "usage", "`M` (mandatory), `O` (optional) or `X` (depends on a syntax note)", issues, |text| match text {
        "M" => Some(true),
        "O" | "X" => Some(false),
        _ => None,
    })
}

/// `repeat`: a number from 1 or `unbounded`; 1 if it is not given.
pub(crate) fn repeat(node: &Node<'_>, issues: &mut Issues) -> Repeat {
    let expected = "a number from 1, or `unbounded`";
    let given = read(node, "repeat", expected, issues, |text| match text {
        "unbounded" => Some(Repeat(None)),
        _ => text.parse().ok().filter(|&count| count > 0).map(|count| Repeat(Some(count))),
    });
    given.unwrap_or(Repeat(Some(1)))
}

/// `min` or `max`: a number of characters.
pub(crate) fn length(node: &Node<'_>, name: &str, issues: &mut Issues) -> Option<u32> {
    read(node, name, "a number of characters", issues, |text| text.parse().ok())
}

/// `type`: a data type as the standard writes it.
pub(crate) fn data_type(node: &Node<'_>, issues: &mut Issues) -> Option<DataType> {
    read(node, "type", "one of AN ID DT TM R N0 to N9 B", issues, |text| match text.as_bytes() {
        b"AN" => Some(DataType::String),
        b"ID" => Some(DataType::Identifier),
        b"DT" => Some(DataType::Date),
        b"TM" => Some(DataType::Time),
        b"R" => Some(DataType::Decimal),
        b"B" => Some(DataType::Binary),
        [b'N', digit @ b'0'..=b'9'] => Some(DataType::Numeric { implied_decimals: digit - b'0' }),
        _ => None,
    })
}

/// `discriminates`: whether it says `yes`.
pub(crate) fn discriminates(node: &Node<'_>, issues: &mut Issues) -> bool {
    let said = read(node, "discriminates", "`yes`, or no such attribute", issues, |text| (text == "yes").then_some(()));
    said.is_some()
}

/// `note`: a syntax note such as `P0304`, of two different positions or more.
pub(crate) fn syntax_note(node: &Node<'_>, issues: &mut Issues) -> Option<SyntaxNote> {
    read(node, "note", "a letter of P R E C L and two digits for each of two or more elements, as in `P0304`", issues, parse_note)
}

fn parse_note(text: &str) -> Option<SyntaxNote> {
    let digits = text.get(1..).filter(|digits| digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let positions: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(parse_pair).collect();
    let positions = positions?;
    let repeated = positions.iter().enumerate().any(|(index, at)| positions.iter().take(index).any(|other| other == at));
    if repeated {
        return None;
    }
    match text.get(..1)? {
        "P" => Some(SyntaxNote::Paired(positions)),
        "R" => Some(SyntaxNote::Required(positions)),
        "E" => Some(SyntaxNote::Exclusive(positions)),
        "C" => Some(SyntaxNote::Conditional(positions)),
        "L" => Some(SyntaxNote::ListConditional(positions)),
        _ => None,
    }
}

fn parse_pair(pair: &[u8]) -> Option<u8> {
    match pair {
        [tens, ones] => Some((tens - b'0') * 10 + (ones - b'0')).filter(|&at| at > 0),
        _ => None,
    }
}

/// A list of values separated by spaces; a value that holds a space stands between apostrophes (`TRN02 'PATIENT NAME NM109'`).
pub(crate) fn list<'n>(node: &'n Node<'_>, name: &str, issues: &mut Issues) -> Option<Vec<&'n str>> {
    let text = node.get(name)?;
    let values = split(text);
    if values.as_ref().is_none_or(Vec::is_empty) {
        let expected = "values separated by spaces; one that holds a space stands between apostrophes";
        issues.error(node.place_of(name), "attribute-malformed", format!("`{name}` cannot be read; expected {expected}"));
        return None;
    }
    values
}

fn split(text: &str) -> Option<Vec<&str>> {
    let mut values = Vec::new();
    let mut rest = text.trim_start_matches(' ');
    while !rest.is_empty() {
        let (value, after) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'')?,
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        values.push(value);
        rest = after.trim_start_matches(' ');
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_spaces_stand_between_apostrophes() {
        assert_eq!(split("TRN02  'PATIENT NAME NM109' 41 "), Some(vec!["TRN02", "PATIENT NAME NM109", "41"]));
        assert_eq!(split("'never closed"), None);
    }

    #[test]
    fn syntax_notes_are_read_as_the_standard_writes_them() {
        assert_eq!(parse_note("P0304"), Some(SyntaxNote::Paired(vec![3, 4])));
        assert_eq!(parse_note("L010203"), Some(SyntaxNote::ListConditional(vec![1, 2, 3])));
        for bad in ["P", "P03", "P030", "Q0304", "P0303", "P0003", "P03é4", "é0304"] {
            assert_eq!(parse_note(bad), None, "{bad}");
        }
    }
}
