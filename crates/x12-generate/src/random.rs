//! Numbers that look like chance and are the same for the same seed on every machine and in every release (SplitMix64): what a seed gives is
//! promised, so no library may change it.

/// A sequence of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` on, below `end`; `least` if there is none.
    pub(crate) fn between(&mut self, least: u64, end: u64) -> u64 {
        least + self.next() % end.saturating_sub(least).max(1)
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.between(0, 100) < percent
    }

    /// One of some things, if there are any.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let at = self.between(0, things.len() as u64);
        things.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of some words.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// Puts things into another order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = self.between(0, at as u64 + 1);
            things.swap(at, usize::try_from(other).unwrap_or(0));
        }
    }

    /// Digits, the first of them not 0.
    pub(crate) fn digits(&mut self, count: u32) -> String {
        (0..count).map(|at| char::from(b'0' + self.between(u64::from(at == 0), 10) as u8)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_gives_others() {
        let draw = |seed| (0..20).scan(Random::new(seed), |random, _| Some(random.between(0, 1_000))).collect::<Vec<_>>();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_eq!(draw(7)[..4], [487, 804, 346, 203], "what a seed gives is promised");
    }

    #[test]
    fn digits_never_begin_with_0_and_a_shuffle_loses_nothing() {
        let mut random = Random::new(3);
        assert!((0..200).all(|_| random.digits(4).len() == 4 && !random.digits(2).starts_with('0')));
        let mut things = [1, 2, 3, 4, 5, 6];
        random.shuffle(&mut things);
        assert_ne!(things, [1, 2, 3, 4, 5, 6]);
        things.sort_unstable();
        assert_eq!(things, [1, 2, 3, 4, 5, 6]);
    }
}
