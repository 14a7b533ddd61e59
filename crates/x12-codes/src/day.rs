//! A day as X12 and code lists write it.

use std::fmt;

/// A day, CCYYMMDD; earlier days are smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// The first day there is.
    pub const FIRST: Self = Self(0);
    /// A day behind all others.
    pub const LAST: Self = Self(99_991_231);

    /// The day of a date that is known to be one.
    pub(crate) const fn new(year: u32, month: u32, day: u32) -> Self {
        Self(year * 10_000 + month * 100 + day)
    }

    /// Reads CCYYMMDD at the start of a value: a date, or the first day of a period.
    #[must_use]
    pub fn read(value: &[u8]) -> Option<Self> {
        let digits = value.get(..8)?;
        if value.get(8).is_some_and(|next| *next != b'-') || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = digits.iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let (month, day) = (number / 100 % 100, number % 100);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Self(number))
    }

    /// Reads a day as published files write it: MM/DD/CCYY, CCYY-MM-DD or CCYYMMDD, with or without a time behind it.
    #[must_use]
    pub fn read_published(text: &str) -> Option<Self> {
        let text = text.trim().split([' ', 'T']).next().unwrap_or_default();
        if let [month, day, year] = text.split('/').collect::<Vec<_>>()[..] {
            return Self::read(format!("{year:0>4}{month:0>2}{day:0>2}").as_bytes());
        }
        Self::read(text.replace('-', "").as_bytes())
    }

    /// The same day some years before.
    #[must_use]
    pub fn years_before(self, years: u32) -> Self {
        Self(self.0.saturating_sub(years * 10_000))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_x12_and_as_publishers_write_them() {
        let day = Day::read(b"20260210").unwrap();
        assert_eq!(day.to_string(), "2026-02-10");
        assert_eq!(Day::read(b"20260210-20260212"), Some(day));
        for text in ["02/10/2026", "2/10/2026", "2026-02-10", "20260210", " 2026-02-10T00:00:00"] {
            assert_eq!(Day::read_published(text), Some(day), "{text}");
        }
        for bad in ["", "2026", "20261310", "20260100", "202602101", "20260210x", "next year"] {
            assert_eq!(Day::read(bad.as_bytes()), None, "{bad}");
            assert_eq!(Day::read_published(bad), None, "{bad}");
        }
        assert!(day.years_before(2) < day && day < Day::LAST && Day::FIRST < day);
    }
}
