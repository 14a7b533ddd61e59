//! Interchange control numbers of the payer's own interchanges: counted up, so that none comes twice in a run.

use jiff::Timestamp;

/// The largest ISA13.
const LARGEST: u32 = 999_999_999;

/// The next control number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ControlNumbers(u32);

impl ControlNumbers {
    /// Numbers that begin with a moment, so that a payer that is opened again without its journal does not begin with the same.
    pub(crate) fn from(opened: Timestamp) -> Self {
        let seconds = opened.as_second().rem_euclid(i64::from(LARGEST));
        Self(u32::try_from(seconds).unwrap_or(0).saturating_add(1))
    }

    /// The number that is taken next.
    pub(crate) fn next(&self) -> u32 {
        self.0
    }

    /// Takes a number.
    pub(crate) fn take(&mut self) -> u32 {
        let number = self.0;
        self.0 = if number >= LARGEST { 1 } else { number.saturating_add(1) };
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_up_and_begin_again_at_one() {
        let mut numbers = ControlNumbers(LARGEST - 1);
        assert_eq!([numbers.take(), numbers.take(), numbers.take()], [LARGEST - 1, LARGEST, 1]);
    }

    #[test]
    fn no_moment_gives_a_number_that_isa13_cannot_hold() {
        for at in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
            assert!((1..=LARGEST).contains(&ControlNumbers::from(at).next()));
        }
    }
}
