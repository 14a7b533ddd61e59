//! The small grammars of element values (X12.6): dates, times and numbers.
//!
//! Each says what a value is or why it is none; nothing is rounded or repaired.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_while};
use nom::combinator::{all_consuming, map_opt, opt, recognize, verify};
use nom::sequence::preceded;

/// A calendar date (DT, CCYYMMDD; YYMMDD in the interchange header).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Date {
    /// The date if it exists in the calendar.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (year > 0 && day >= 1 && day <= last).then_some(Self { year, month, day })
    }

    /// Reads `CCYYMMDD`.
    #[must_use]
    #[inline]
    pub fn ccyymmdd(value: &[u8]) -> Option<Self> {
        // Every service line has one, so this is not left to the parsers below.
        let [century, tens, decade, year, month @ .., day_ten, day] = value.first_chunk::<8>().filter(|_| value.len() == 8)?;
        let [month_ten, month] = month;
        let pair = |ten: u8, one: u8| (ten.is_ascii_digit() & one.is_ascii_digit()).then(|| (ten & 15) * 10 + (one & 15));
        let (century, year) = (pair(*century, *tens)?, pair(*decade, *year)?);
        Self::new(u16::from(century) * 100 + u16::from(year), pair(*month_ten, *month)?, pair(*day_ten, *day)?)
    }

    /// Reads `YYMMDD`; the century is the 21st up to 79 and the 20th from 80 on, which only the interchange header needs.
    #[must_use]
    pub fn yymmdd(value: &[u8]) -> Option<Self> {
        let (_, (year, month, day)) = all_consuming((digits(2), digits(2), digits(2))).parse(value).ok()?;
        let century = if year < 80 { 2000 } else { 1900 };
        Self::new(u16::try_from(century + year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Reads `CCYYMMDD-CCYYMMDD` (RD8) whose end is not before its beginning.
    #[must_use]
    pub fn range(value: &[u8]) -> Option<(Self, Self)> {
        let (from, behind) = value.split_at_checked(8)?;
        let (from, to) = (Self::ccyymmdd(from)?, Self::ccyymmdd(behind.strip_prefix(b"-")?)?);
        (from <= to).then_some((from, to))
    }
}

/// Exactly `count` digits as a number.
fn digits<'a>(count: usize) -> impl Parser<&'a [u8], Output = u32, Error = nom::error::Error<&'a [u8]>> {
    map_opt(take(count), |bytes: &[u8]| bytes.iter().try_fold(0u32, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))))
}

/// Whether a value is a time of day: HHMM, HHMMSS, HHMMSSd or HHMMSSdd (TM).
#[must_use]
pub fn is_time(value: &[u8]) -> bool {
    let below = |limit: u32| verify(digits(2), move |number| *number < limit);
    let fraction = verify(take_while(|byte: u8| byte.is_ascii_digit()), |bytes: &[u8]| bytes.len() <= 2);
    all_consuming((below(24), below(60), opt((below(60), fraction)))).parse(value).is_ok()
}

/// An unsigned whole number of any length that fits 64 bits; digits only.
#[must_use]
pub fn unsigned(value: &[u8]) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    value.iter().try_fold(0u64, |number, byte| {
        byte.is_ascii_digit().then_some(())?;
        number.checked_mul(10)?.checked_add(u64::from(byte - b'0'))
    })
}

/// A decimal value (R) taken apart: what its length is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal<'a> {
    /// Whether a minus sign stands before it.
    pub negative: bool,
    /// The digits before the point.
    pub whole: &'a [u8],
    /// The digits behind the point; `None` without a point.
    pub fraction: Option<&'a [u8]>,
}

impl<'a> Decimal<'a> {
    /// Reads a decimal: a minus sign if need be, digits, a point if need be. At least one digit; no plus sign, no exponent, no grouping.
    #[must_use]
    pub fn read(value: &'a [u8]) -> Option<Self> {
        let number = take_while(|byte: u8| byte.is_ascii_digit());
        let fraction = preceded(tag(&b"."[..]), take_while(|byte: u8| byte.is_ascii_digit()));
        let (_, (sign, whole, fraction)) = all_consuming((opt(tag::<_, _, nom::error::Error<&[u8]>>(&b"-"[..])), number, opt(fraction))).parse(value).ok()?;
        let read = Self { negative: sign.is_some(), whole, fraction };
        (read.digits() > 0).then_some(read)
    }

    /// How many digits it has: sign and point do not count.
    #[must_use]
    pub fn digits(&self) -> usize {
        self.whole.len() + self.fraction.map_or(0, <[u8]>::len)
    }

    /// The amount in cents, exactly; `None` if it has more than two decimals that matter or does not fit.
    #[must_use]
    pub fn cents(&self) -> Option<i64> {
        let fraction = self.fraction.unwrap_or_default();
        let (counted, rest) = fraction.split_at_checked(2).unwrap_or((fraction, &[]));
        if rest.iter().any(|byte| *byte != b'0') {
            return None;
        }
        let whole = if self.whole.is_empty() { 0 } else { unsigned(self.whole)? };
        let part = match counted {
            [] => 0,
            [tenths] => u64::from(tenths - b'0') * 10,
            _ => unsigned(counted)?,
        };
        let cents = i64::try_from(whole.checked_mul(100)?.checked_add(part)?).ok()?;
        Some(if self.negative { -cents } else { cents })
    }
}

/// Reads an amount of money into cents, exactly.
#[must_use]
#[inline]
pub fn cents(value: &[u8]) -> Option<i64> {
    plain_cents(value).or_else(|| Decimal::read(value)?.cents())
}

/// The cents of an amount as most are written: digits, and at most two decimals. Any other may be an amount nevertheless.
#[inline]
fn plain_cents(value: &[u8]) -> Option<i64> {
    let (whole, decimals): (&[u8], &[u8]) = match value {
        [whole @ .., b'.', _] | [whole @ .., b'.', _, _] => (whole, value.get(whole.len() + 1..)?),
        whole => (whole, &[]),
    };
    if whole.is_empty() || whole.len() > PLAIN_DIGITS {
        return None;
    }
    let mut cents = 0_i64;
    for byte in whole.iter().chain(decimals) {
        if !byte.is_ascii_digit() {
            return None;
        }
        cents = cents * 10 + i64::from(byte & 15);
    }
    Some(match decimals.len() {
        0 => cents * 100,
        1 => cents * 10,
        _ => cents,
    })
}

/// So many digits, and two decimals, are cents of 64 bits.
const PLAIN_DIGITS: usize = 15;

/// Whether a value is a whole number (N): a minus sign if need be, then digits. Returns how many digits.
#[must_use]
pub fn numeric_digits(value: &[u8]) -> Option<usize> {
    let digits = alt((
        preceded(tag::<_, _, nom::error::Error<&[u8]>>(&b"-"[..]), recognize(take_while(|byte: u8| byte.is_ascii_digit()))),
        take_while(|byte: u8| byte.is_ascii_digit()),
    ));
    let (_, digits) = all_consuming(digits).parse(value).ok()?;
    (!digits.is_empty()).then_some(digits.len())
}

/// What kind of character a byte is in an X12 document (X12.5 basic and extended character sets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CharacterClass {
    /// Upper-case letters, digits, space and `! " & ' ( ) * + , - . / : ; ? =`.
    Basic,
    /// Lower-case letters and `% @ [ ] _ { } \ | < > ~ ^` and the grave accent, `#`, `$`.
    Extended,
    /// Control characters.
    Control,
    /// Bytes of 128 and above.
    NotAscii,
}

/// The class of a byte.
#[must_use]
pub fn character_class(byte: u8) -> CharacterClass {
    match byte {
        b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'!' | b'"' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b'-' | b'.' | b'/' | b':' | b';' | b'?' | b'=' => {
            CharacterClass::Basic
        }
        0x21..=0x7E => CharacterClass::Extended,
        0x00..=0x1F | 0x7F => CharacterClass::Control,
        0x80..=0xFF => CharacterClass::NotAscii,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_exactly_eight_digits_and_exists() {
        assert_eq!(Date::ccyymmdd(b"20240229"), Date::new(2024, 2, 29));
        assert!(Date::ccyymmdd(b"20240229").is_some());
        for bad in ["20230229", "00000000", "20240001", "20241301", "2024022", "2024 2 1", "202402011", "-0240201", "20240431"] {
            assert_eq!(Date::ccyymmdd(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn a_range_does_not_end_before_it_begins() {
        assert!(Date::range(b"20240101-20240131").is_some());
        assert!(Date::range(b"20240131-20240101").is_none());
        assert!(Date::range(b"20240131").is_none());
    }

    #[test]
    fn a_time_has_four_to_eight_digits_and_exists() {
        for good in ["0000", "2359", "235959", "1200005", "12000055"] {
            assert!(is_time(good.as_bytes()), "{good}");
        }
        for bad in ["", "2400", "1260", "12", "120", "12000", "120060", "120000555", "12:00"] {
            assert!(!is_time(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        let table: [(&str, Option<i64>); 16] = [
            ("100", Some(10_000)),
            ("100.5", Some(10_050)),
            ("100.50", Some(10_050)),
            (".5", Some(50)),
            ("5.", Some(500)),
            ("-12.34", Some(-1_234)),
            ("0", Some(0)),
            ("00001", Some(100)),
            ("1.000", Some(100)),
            ("1.001", None),
            (".", None),
            ("-", None),
            ("-.", None),
            ("1,000", None),
            ("+5", None),
            ("1e9", None),
        ];
        for (text, expected) in table {
            assert_eq!(cents(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(cents(b"99999999999999999999"), None);
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_to_cents_comes_to_what_the_grammar_says(text in "[0-9]{0,18}[.]?[0-9]{0,3}|[-+0-9.,eE ]{0,20}") {
            proptest::prop_assert_eq!(cents(text.as_bytes()), Decimal::read(text.as_bytes()).and_then(|number| number.cents()));
        }
    }

    #[test]
    fn whole_numbers_count_their_digits_without_the_sign() {
        assert_eq!(numeric_digits(b"-123"), Some(3));
        assert_eq!(numeric_digits(b"123"), Some(3));
        assert_eq!(numeric_digits(b"1.5"), None);
        assert_eq!(numeric_digits(b"-"), None);
        assert_eq!(numeric_digits(b""), None);
    }
}
