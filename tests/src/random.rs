//! Numbers that look like chance and are the same for the same seed (SplitMix64), so that a run that found something can be run again.

/// A sequence of numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed, and of a name, so that two parts of a run do not share one.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        let start = name.bytes().fold(seed, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` on, below `end`.
    pub fn between(&mut self, least: u64, end: u64) -> u64 {
        least + self.next() % (end - least)
    }

    /// One of some things.
    ///
    /// # Panics
    /// If there are none.
    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.between(0, things.len() as u64) as usize]
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.between(0, 100) < percent
    }

    /// One of some things, each with its weight.
    ///
    /// # Panics
    /// If the weights add up to 0.
    pub fn weighted<'a, T>(&mut self, things: &'a [(u64, T)]) -> &'a T {
        let mut left = self.between(0, things.iter().map(|(weight, _)| weight).sum());
        for (weight, thing) in things {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return thing,
            }
        }
        unreachable!("the weights add up to more than was drawn")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_name_gives_others() {
        let draw = |name| (0..20).scan(Random::new(7, name), |random, _| Some(random.between(0, 1_000))).collect::<Vec<_>>();
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
    }

    #[test]
    fn what_weighs_nothing_never_comes() {
        let mut random = Random::new(1, "weights");
        assert!((0..1_000).all(|_| *random.weighted(&[(1, 'a'), (0, 'b'), (3, 'c')]) != 'b'));
    }
}
