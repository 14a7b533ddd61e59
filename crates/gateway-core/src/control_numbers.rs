//! Control numbers: ISA13, GS06 and ST02, one sequence of each for each pair of sender and receiver.
//!
//! The invariant: a number is taken in the transaction that seals the interchange that carries it. A sequence may skip after a crash, it never repeats
//! within its 999,999,999 numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A control number from 1 to 999,999,999, written with nine digits, as ISA13 demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct ControlNumber(u32);

/// A number that is no control number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a control number from 1 to 999999999")]
pub struct ControlNumberError;

impl ControlNumber {
    /// The greatest, after which a sequence starts again at 1.
    pub const GREATEST: u32 = 999_999_999;

    /// The number's value.
    #[must_use]
    pub const fn value(self) -> u32 {
        self.0
    }

    /// Reads one to nine digits; leading zeros say nothing (GS06 and ST02 often leave them out).
    ///
    /// # Errors
    /// When the text is anything else, or zero.
    pub fn parse(text: &str) -> Result<Self, ControlNumberError> {
        let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let value: u32 = if digits {
            text.parse().or(Err(ControlNumberError))?
        } else {
            return Err(ControlNumberError);
        };
        Self::try_from(value)
    }
}

impl TryFrom<u32> for ControlNumber {
    type Error = ControlNumberError;

    fn try_from(value: u32) -> Result<Self, Self::Error> {
        if (1..=Self::GREATEST).contains(&value) { Ok(Self(value)) } else { Err(ControlNumberError) }
    }
}

impl From<ControlNumber> for u32 {
    fn from(number: ControlNumber) -> Self {
        number.0
    }
}

impl fmt::Display for ControlNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

/// Which of the three sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlNumberKind {
    /// ISA13.
    Interchange,
    /// GS06.
    Group,
    /// ST02.
    Set,
}

impl ControlNumberKind {
    /// The kind's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interchange => "interchange",
            Self::Group => "group",
            Self::Set => "set",
        }
    }
}

/// A sequence: how many numbers it has ever given out. The count never goes back, also where the nine digits start again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControlNumberSequence {
    given: u64,
}

impl ControlNumberSequence {
    /// Nine tenths of a round: from here on the pair needs a person's decision before numbers repeat.
    const ALARM: u64 = 899_999_999;

    /// A sequence that has given out this many numbers.
    #[must_use]
    pub const fn after(given: u64) -> Self {
        Self { given }
    }

    /// How many numbers it has given out.
    #[must_use]
    pub const fn given(self) -> u64 {
        self.given
    }

    /// Takes the next number.
    pub fn take(&mut self) -> ControlNumber {
        let number = ControlNumber(u32::try_from(self.given % u64::from(ControlNumber::GREATEST)).unwrap_or_default() + 1);
        self.given = self.given.saturating_add(1);
        number
    }

    /// Whether the present round is used up by nine tenths or more.
    #[must_use]
    pub const fn nears_its_end(self) -> bool {
        let in_round = self.given % ControlNumber::GREATEST as u64;
        in_round >= Self::ALARM || (in_round == 0 && self.given > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_is_one_and_after_the_greatest_comes_one_again() {
        assert_eq!(ControlNumberSequence::default().take().to_string(), "000000001");
        let mut sequence = ControlNumberSequence::after(999_999_998);
        assert_eq!([sequence.take().value(), sequence.take().value()], [999_999_999, 1]);
        assert_eq!(sequence.given(), 1_000_000_000);
    }

    #[test]
    fn the_alarm_sounds_at_nine_tenths_of_a_round() {
        assert!(!ControlNumberSequence::after(899_999_998).nears_its_end());
        assert!(ControlNumberSequence::after(899_999_999).nears_its_end());
        assert!(ControlNumberSequence::after(999_999_999).nears_its_end());
        assert!(!ControlNumberSequence::after(1_000_000_000).nears_its_end());
        assert!(!ControlNumberSequence::default().nears_its_end());
    }

    #[test]
    fn a_control_number_reads_with_and_without_its_leading_zeros() {
        assert_eq!(ControlNumber::parse("1"), ControlNumber::parse("000000001"));
        for text in ["", "0", "0000000001", "12a", "-1", "+1"] {
            assert_eq!(ControlNumber::parse(text), Err(ControlNumberError), "{text}");
        }
    }
}
