//! Amounts in cents, and as X12 writes them.

use crate::random::Random;

/// An amount as X12 writes it: with no more digits than it needs, or with two decimals.
pub(crate) fn amount(random: &mut Random, cents: i64) -> String {
    let (sign, whole, part) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    if part == 0 && random.chance(60) {
        format!("{sign}{whole}")
    } else if part.is_multiple_of(10) && random.chance(60) {
        format!("{sign}{whole}.{}", part / 10)
    } else {
        format!("{sign}{whole}.{part:02}")
    }
}

/// Splits an amount into parts that are not 0, at most `most` of them; none if there is nothing to split.
pub(crate) fn split(random: &mut Random, cents: i64, most: u64) -> Vec<i64> {
    let mut parts = Vec::new();
    let mut left = cents;
    let count = random.between(1, most.max(1) + 1);
    for _ in 1..count {
        let part = match random.between(0, 8) {
            // An adjustment may also go the other way.
            0 => -(random.between(1, 2_000) as i64),
            _ => random.between(1, left.unsigned_abs().max(2)) as i64 * left.signum(),
        };
        if part != 0 && part != left && left != 0 {
            parts.push(part);
            left -= part;
        }
    }
    if left != 0 {
        parts.push(left);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_none_is_0() {
        let mut random = Random::new(5);
        for cents in (-300..300).chain([99_999, -12_345]) {
            let parts = split(&mut random, cents, 6);
            assert_eq!(parts.iter().sum::<i64>(), cents);
            assert!(!parts.contains(&0) && parts.len() <= 6, "{parts:?}");
        }
    }

    #[test]
    fn amounts_are_written_without_loss() {
        let mut random = Random::new(5);
        for cents in -250..250 {
            let text = amount(&mut random, cents);
            assert_eq!(x12_syntax::value::cents(text.as_bytes()), Some(cents), "{text}");
        }
    }
}
