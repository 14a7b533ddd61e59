//! Amounts and numbers as rules compare them, and what is wrong with one. What is no amount fulfils nothing: it has a finding of its own.

use x12_document::SegmentView;
use x12_syntax::value::cents;

use crate::situation::{Case, Problem};

/// Nothing.
pub(super) fn is_zero(value: &[u8]) -> bool {
    cents(value) == Some(0)
}

/// Anything but nothing.
pub(super) fn is_not_zero(value: &[u8]) -> bool {
    cents(value).is_some_and(|cents| cents != 0)
}

/// Below 0.
pub(super) fn is_negative(value: &[u8]) -> bool {
    cents(value).is_some_and(|cents| cents < 0)
}

/// 0 or more.
pub(super) fn is_not_negative(value: &[u8]) -> bool {
    cents(value).is_some_and(|cents| cents >= 0)
}

/// 0 or less.
pub(super) fn is_not_positive(value: &[u8]) -> bool {
    cents(value).is_some_and(|cents| cents <= 0)
}

/// Whether an identifier names a company as payments do: 1 and a tax number, 3 and a DUNS number, or 9 and what was agreed on; ten characters in all.
pub(super) fn is_company(value: &[u8]) -> bool {
    match value {
        [b'1' | b'3', digits @ ..] => digits.len() == 9 && digits.iter().all(u8::is_ascii_digit),
        [b'9', agreed @ ..] => agreed.len() == 9,
        _ => false,
    }
}

/// The reverse of [`is_company`].
pub(super) fn is_no_company(value: &[u8]) -> bool {
    !is_company(value)
}

/// Tells of each segment of a path that is wrong; what was expected is said only then.
pub(super) fn tell(
    case: &Case<'_>,
    path: &str,
    element: (u8, Option<u8>),
    expected: &str,
    is_wrong: impl Fn(&SegmentView<'_>) -> bool,
    found: &mut Vec<Problem>,
) {
    case.each(path, &mut |segment| {
        if is_wrong(segment) {
            found.push(Problem::Value { at: segment.ordinal(), element: Some(element), expected: expected.to_owned() });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_has_ten_characters_and_says_who_gave_them() {
        assert!(is_company(b"1999999999") && is_company(b"9CLEARINGH"));
        assert!(is_no_company(b"2999999999") && is_no_company(b"199999999") && is_no_company(b"1ACME99999"));
    }

    #[test]
    fn what_is_no_amount_is_neither_zero_nor_more() {
        assert!(is_zero(b"0.00") && !is_not_zero(b"0") && is_not_zero(b"-1"));
        assert!(!is_zero(b"A") && !is_not_zero(b"A") && !is_not_negative(b"A") && !is_not_positive(b""));
    }
}
