//! Money: integer cents with checked arithmetic, as the ledger counts it.
//!
//! The invariant: an amount is exact. It is never a float and never rounded, and a sum that does not fit is `None`, not a wrap.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::decimal::{self, DecimalError};

/// An amount in cents. It reads from an X12 data type R lexeme of at most two decimals, and serialises as a decimal string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cents(i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount from its count of cents.
    #[must_use]
    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    /// The count of cents.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.0
    }

    /// Reads an X12 data type R lexeme (`125`, `-.5`, `99.90`).
    ///
    /// # Errors
    /// When it is no number, has more than two decimals, or more than 18 digits.
    pub fn parse(lexeme: &str) -> Result<Self, DecimalError> {
        decimal::parse_fixed(lexeme, 2).map(Self)
    }

    /// The sum, or `None` when it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount with the other sign, or `None` when it does not fit.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The sum of `amounts`, or `None` when it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Whether nothing is owed either way.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether the amount is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write_fixed(self.0, 2, f)
    }
}

impl FromStr for Cents {
    type Err = DecimalError;

    fn from_str(lexeme: &str) -> Result<Self, Self::Err> {
        Self::parse(lexeme)
    }
}

impl TryFrom<String> for Cents {
    type Error = DecimalError;

    fn try_from(lexeme: String) -> Result<Self, Self::Error> {
        Self::parse(&lexeme)
    }
}

impl From<Cents> for String {
    fn from(cents: Cents) -> Self {
        cents.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lexeme: &str, expect: Result<i64, DecimalError>) {
        assert_eq!(Cents::parse(lexeme), expect.map(Cents::new), "{lexeme}");
    }

    #[test]
    fn every_plain_lexeme_is_read_exactly() {
        check("0", Ok(0));
        check("125", Ok(12_500));
        check("99.9", Ok(9_990));
        check("99.90", Ok(9_990));
        check(".5", Ok(50));
        check("-.05", Ok(-5));
        check("00001", Ok(100));
        check("9999999999999999.99", Ok(999_999_999_999_999_999));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        check("", Err(DecimalError::NoDigits));
        check("-", Err(DecimalError::NoDigits));
        check(".", Err(DecimalError::NoDigits));
        check("-.", Err(DecimalError::NoDigits));
        check("+5", Err(DecimalError::UnexpectedCharacter { position: 1 }));
        check("-1,000", Err(DecimalError::UnexpectedCharacter { position: 3 }));
        check("1.2.3", Err(DecimalError::UnexpectedCharacter { position: 4 }));
        check("1e9", Err(DecimalError::UnexpectedCharacter { position: 2 }));
        check("1.005", Err(DecimalError::TooManyDecimals { allowed: 2, found: 3 }));
        check("1234567890123456789", Err(DecimalError::TooManyDigits { allowed: 18 }));
        check("999999999999999999", Err(DecimalError::TooManyDigits { allowed: 18 }));
    }

    #[test]
    fn display_reads_back_as_the_same_amount() {
        for cents in [0, 1, -1, 99, 100, -12_345, 999_999_999_999_999_999] {
            let written = Cents::new(cents).to_string();
            assert_eq!(Cents::parse(&written), Ok(Cents::new(cents)), "{written}");
        }
        assert_eq!(Cents::new(-5).to_string(), "-0.05");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Cents::new(i64::MAX).plus(Cents::new(1)), None);
        assert_eq!(Cents::new(i64::MIN).negated(), None);
        assert_eq!(Cents::sum([Cents::new(5), Cents::new(-7)]), Some(Cents::new(-2)));
    }
}
