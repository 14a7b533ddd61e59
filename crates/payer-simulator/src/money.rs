//! Money in whole cents: exact sums, shares in percent, and the text that X12 and people read.
//!
//! Invariant: a share and what is left of it add up to the whole, so an adjudicated line always balances.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An amount of money in cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);

    /// So many cents.
    #[must_use]
    pub const fn cents(cents: i64) -> Self {
        Self(cents)
    }

    /// So many whole dollars.
    #[must_use]
    pub const fn dollars(dollars: i64) -> Self {
        Self(dollars.saturating_mul(100))
    }

    /// An amount as X12 writes it; `None` if it is no amount of whole cents.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        x12_syntax::value::cents(text.as_bytes()).map(Self)
    }

    /// The cents.
    #[must_use]
    pub const fn as_cents(self) -> i64 {
        self.0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// A share of it, half a cent rounded away from zero.
    #[must_use]
    pub fn percent(self, percent: u8) -> Self {
        let hundredths = i128::from(self.0) * i128::from(percent);
        let half = if hundredths < 0 { -50 } else { 50 };
        Self(i64::try_from((hundredths + half) / 100).unwrap_or(self.0))
    }

    /// The amount as X12 writes it: no more digits than it needs, `-12.5` for one.
    #[must_use]
    pub fn to_x12(self) -> String {
        let text = self.to_string();
        let text = text.strip_suffix(".00").unwrap_or(&text);
        match text.split_once('.') {
            Some((_, fraction)) if fraction.ends_with('0') => text.strip_suffix('0').unwrap_or(text).to_owned(),
            _ => text.to_owned(),
        }
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl Add for Money {
    type Output = Money;

    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Money;

    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;

    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wanted = "an amount such as \"25.00\"";
        Money::read(&text).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_cent_and_keeps_its_sign() {
        assert_eq!(Money::cents(99).percent(50), Money::cents(50));
        assert_eq!(Money::cents(-99).percent(50), Money::cents(-50));
        assert_eq!(Money::cents(10_000).percent(80), Money::cents(8_000));
        assert_eq!(Money::cents(1).percent(0), Money::ZERO);
    }

    #[test]
    fn x12_gets_no_more_digits_than_it_needs() {
        let text = |cents| Money::cents(cents).to_x12();
        assert_eq!([text(0), text(100), text(150), text(-125), text(-5)], ["0", "1", "1.5", "-1.25", "-0.05"]);
        assert_eq!(text(10_000), "100");
    }

    #[test]
    fn what_is_written_reads_back() {
        for cents in [0, 7, 70, 700, -7, -70, -705, 1_234_567] {
            let money = Money::cents(cents);
            assert_eq!(Money::read(&money.to_x12()), Some(money));
            assert_eq!(Money::read(&money.to_string()), Some(money));
        }
        assert_eq!(Money::read("1.005"), None);
    }
}
