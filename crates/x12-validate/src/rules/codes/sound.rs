//! Codes that were found sound in this message, for most come again and again.
//!
//! Invariant: what is remembered was looked up for the days of the message that is open; a new day makes everything forgotten.

use super::days::Scope;
use super::places::Place;

/// How many codes are remembered; of those that share a place the last one. A power of two.
const PLACES: usize = 256;
/// Longer codes are not remembered.
const MOST_BYTES: usize = 14;

/// A code of a list, or a whole element of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The name of the list, or what is known of the place, by where it stands in memory.
    of: usize,
    /// Up to 14 bytes, their count, and whether the code is one of a service.
    value: u128,
}

impl Known {
    /// A code of a list; `None` if it is too long to be remembered.
    #[inline]
    pub(super) fn code(list: &'static str, scope: Scope, code: &[u8]) -> Option<Self> {
        Self::new(list.as_ptr() as usize, scope, code)
    }

    /// An element; `None` if it is too long to be remembered.
    #[inline]
    pub(super) fn element(place: &Place, scope: Scope, value: &[u8]) -> Option<Self> {
        Self::new(std::ptr::from_ref(place) as usize, scope, value)
    }

    #[inline]
    fn new(of: usize, scope: Scope, value: &[u8]) -> Option<Self> {
        if value.len() > MOST_BYTES {
            return None;
        }
        let ends = (value.len() as u128) << 1 | u128::from(scope == Scope::Set);
        Some(Self { of, value: value.iter().fold(ends, |packed, byte| packed << 8 | u128::from(*byte)) })
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.value as u64 ^ (self.value >> 64) as u64 ^ self.of as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 56) as usize % PLACES
    }
}

/// The codes that were found sound.
#[derive(Debug, Default)]
pub(super) struct Sound {
    places: Vec<Option<Known>>,
}

impl Sound {
    /// Whether a code is known to be sound.
    #[inline]
    pub(super) fn holds(&self, known: Option<Known>) -> bool {
        known.is_some_and(|known| self.places.get(known.place()) == Some(&Some(known)))
    }

    /// Remembers that a code is sound.
    pub(super) fn note(&mut self, known: Option<Known>) {
        let Some(known) = known else { return };
        self.places.resize(PLACES, None);
        self.places.get_mut(known.place()).into_iter().for_each(|place| *place = Some(known));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.places.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_known_for_its_list_and_scope_alone_until_it_is_forgotten() {
        let mut sound = Sound::default();
        let noted = Known::code("place-of-service", Scope::Line, b"11");
        sound.note(noted);
        assert!(sound.holds(noted) && sound.holds(Known::code("place-of-service", Scope::Claim, b"11")));
        for other in [
            Known::code("place-of-service", Scope::Set, b"11"),
            Known::code("countries", Scope::Line, b"11"),
            Known::code("place-of-service", Scope::Line, b"12"),
            Known::code("place-of-service", Scope::Line, b"\x0011"),
        ] {
            assert!(!sound.holds(other), "{other:?}");
        }
        sound.clear();
        assert!(!sound.holds(noted));
    }

    #[test]
    fn what_is_too_long_is_never_known() {
        let (mut sound, long) = (Sound::default(), [b'7'; MOST_BYTES + 1]);
        sound.note(Known::code("revenue-codes", Scope::Line, &long));
        assert!(!sound.holds(Known::code("revenue-codes", Scope::Line, &long)));
    }
}
