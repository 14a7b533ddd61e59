//! Codes that were found sound in this message, for most come again and again.
//!
//! Invariant: what is remembered was looked up for the days of the message that is open; a new day makes everything forgotten.

use super::days::Scope;

/// How many codes are remembered; of those that share a place the last one. A power of two.
const PLACES: usize = 256;
/// Longer codes are not remembered.
const MOST_BYTES: usize = 14;

/// A code of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    /// The name of the list, by where it stands in memory.
    list: usize,
    /// Up to 14 bytes, their count, and whether the code is one of a service.
    code: u128,
}

/// The codes that were found sound.
#[derive(Debug, Default)]
pub(super) struct Sound {
    places: Vec<Option<Known>>,
}

impl Sound {
    /// Whether a code of a list is known to be sound.
    #[inline]
    pub(super) fn holds(&self, list: &'static str, scope: Scope, code: &[u8]) -> bool {
        known(list, scope, code).is_some_and(|known| self.places.get(place(known)) == Some(&Some(known)))
    }

    /// Remembers that a code is sound.
    pub(super) fn note(&mut self, list: &'static str, scope: Scope, code: &[u8]) {
        let Some(known) = known(list, scope, code) else { return };
        self.places.resize(PLACES, None);
        self.places.get_mut(place(known)).into_iter().for_each(|place| *place = Some(known));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.places.clear();
    }
}

#[inline]
fn known(list: &'static str, scope: Scope, code: &[u8]) -> Option<Known> {
    if code.len() > MOST_BYTES {
        return None;
    }
    let ends = (code.len() as u128) << 1 | u128::from(scope == Scope::Set);
    Some(Known { list: list.as_ptr() as usize, code: code.iter().fold(ends, |packed, byte| packed << 8 | u128::from(*byte)) })
}

#[inline]
fn place(known: Known) -> usize {
    let mixed = (known.code as u64 ^ (known.code >> 64) as u64 ^ known.list as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 56) as usize % PLACES
}
