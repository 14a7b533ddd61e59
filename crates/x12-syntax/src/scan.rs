//! The hot scan: which of 64 bytes are delimiters, as bit masks.
//!
//! One pass compares every byte with all four delimiters at once, sixteen bytes to a register (SSE2, NEON, or plain integers where there is neither).

use wide::u8x16;

use crate::Delimiters;

/// How many bytes one pair of masks covers.
pub(crate) const BLOCK: usize = 64;

/// Which bytes of a block separate what; bit 0 is the first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Masks {
    /// Segment terminators.
    pub(crate) segments: u64,
    /// Element separators and segment terminators.
    pub(crate) elements: u64,
    /// Component and repetition separators.
    pub(crate) parts: u64,
    /// Bytes that are no printable ASCII, line feeds among them.
    pub(crate) odd: u64,
}

/// The delimiters of an interchange, each spread over a register.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Needles {
    element: u8x16,
    segment: u8x16,
    component: u8x16,
    repetition: u8x16,
}

impl Needles {
    /// What to look for.
    #[inline]
    pub(crate) fn new(delimiters: &Delimiters) -> Self {
        Self {
            element: u8x16::splat(delimiters.element),
            segment: u8x16::splat(delimiters.segment),
            component: u8x16::splat(delimiters.component),
            repetition: u8x16::splat(delimiters.repetition.unwrap_or(delimiters.component)),
        }
    }

    /// The masks of one block.
    #[inline]
    pub(crate) fn find(&self, block: &[u8; BLOCK]) -> Masks {
        let mut found = Masks::default();
        let (lanes, _) = block.as_chunks::<16>();
        let mut odd = u8x16::splat(0);
        for (lane, bytes) in lanes.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let shift = lane * 16;
            let ends = bytes.simd_eq(self.segment);
            found.segments |= u64::from(ends.to_bitmask()) << shift;
            found.elements |= u64::from((ends | bytes.simd_eq(self.element)).to_bitmask()) << shift;
            found.parts |= u64::from((bytes.simd_eq(self.component) | bytes.simd_eq(self.repetition)).to_bitmask()) << shift;
            // From the blank on, the printable ones are the first of all bytes.
            odd = odd.max(bytes - u8x16::splat(b' '));
        }
        if odd.simd_eq(odd.max(u8x16::splat(ODD))).to_bitmask() != 0 {
            found.odd = odd_bytes(lanes);
        }
        found
    }
}

/// What the first byte that is not printable counts from the blank on.
const ODD: u8 = b'\x7F' - b' ';

/// Bytes that are no printable ASCII.
#[inline]
fn odd_bytes(lanes: &[[u8; 16]]) -> u64 {
    let mut found = 0;
    for (lane, bytes) in lanes.iter().enumerate() {
        let from_blank = u8x16::new(*bytes) - u8x16::splat(b' ');
        found |= u64::from(from_blank.simd_eq(from_blank.max(u8x16::splat(ODD))).to_bitmask()) << (lane * 16);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(block: &[u8; BLOCK], delimiters: &Delimiters) -> Masks {
        let bit = |test: &dyn Fn(u8) -> bool| block.iter().enumerate().fold(0, |mask, (index, &byte)| mask | u64::from(test(byte)) << index);
        Masks {
            segments: bit(&|byte| byte == delimiters.segment),
            elements: bit(&|byte| byte == delimiters.segment || byte == delimiters.element),
            parts: bit(&|byte| byte == delimiters.component || Some(byte) == delimiters.repetition),
            odd: bit(&|byte| !matches!(byte, b' '..=b'~')),
        }
    }

    proptest! {
        #[test]
        fn the_scan_agrees_with_a_plain_loop(bytes in proptest::collection::vec(prop_oneof![Just(b'*'), Just(b'~'), Just(b':'), Just(b'^'), any::<u8>()], BLOCK), repetition in any::<Option<u8>>()) {
            let block: [u8; BLOCK] = bytes.try_into().unwrap();
            let delimiters = Delimiters { repetition, ..Delimiters::USUAL };
            let expected = naive(&block, &delimiters);
            prop_assert_eq!(Needles::new(&delimiters).find(&block), expected);
        }
    }
}
