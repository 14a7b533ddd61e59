//! Quantities: units of service, exact to a thousandth.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decimal::{self, DecimalError};

/// A count of units (SV104, SVC05) in thousandths, which is the most that the guides allow. `1`, `1.0` and `1.000` are the same quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity(i64);

impl Quantity {
    /// One unit, which an absent SVC05 stands for.
    pub const ONE: Self = Self(1_000);

    /// Reads an X12 data type R lexeme.
    ///
    /// # Errors
    /// When it is no number, has more than three decimals, or more than 18 digits.
    pub fn parse(lexeme: &str) -> Result<Self, DecimalError> {
        decimal::parse_fixed(lexeme, 3).map(Self)
    }
}

impl fmt::Display for Quantity {
    /// Writes the shortest lexeme: no trailing zeros, no trailing point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Padded(i64);
        impl fmt::Display for Padded {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                decimal::write_fixed(self.0, 3, f)
            }
        }
        f.write_str(Padded(self.0).to_string().trim_end_matches('0').trim_end_matches('.'))
    }
}

impl TryFrom<String> for Quantity {
    type Error = DecimalError;

    fn try_from(lexeme: String) -> Result<Self, Self::Error> {
        Self::parse(&lexeme)
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_quantity_is_equal_however_it_is_written() {
        assert_eq!(Quantity::parse("1"), Quantity::parse("1.000"));
        assert_eq!(Quantity::parse("1"), Ok(Quantity::ONE));
        assert_ne!(Quantity::parse("1"), Quantity::parse("1.5"));
    }

    #[test]
    fn display_is_the_shortest_lexeme() {
        for lexeme in ["0", "1", "10", "1.5", "0.125", "-2.25"] {
            assert_eq!(Quantity::parse(lexeme).unwrap().to_string(), lexeme);
        }
    }
}
