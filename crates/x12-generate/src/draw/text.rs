//! Texts of the basic and extended character sets (X12.5), without the delimiters of the interchange that they stand in.

use x12_syntax::Delimiters;

use crate::random::Random;

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8] = b"0123456789";
const BASIC: &[u8] = b" !\"&'()*+,-./:;?=";
const EXTENDED: &[u8] = b"abcdefghijklmnopqrstuvwxyz%@[]_{}\\|<>~^`#$";

/// The characters that texts may hold.
#[derive(Debug, Clone)]
pub(crate) struct Characters {
    plain: Vec<u8>,
    all: Vec<u8>,
}

impl Characters {
    /// Those that are no delimiters.
    pub(crate) fn without(delimiters: Delimiters) -> Self {
        let plain: Vec<u8> = [LETTERS, DIGITS].concat();
        let all = [LETTERS, DIGITS, BASIC, EXTENDED].concat().into_iter().filter(|byte| !delimiters.contains(*byte)).collect();
        Self { plain, all }
    }

    /// Whether a text may be sent.
    pub(crate) fn allow(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.all.contains(&byte))
    }

    /// Capital letters and digits.
    pub(crate) fn code(&self, random: &mut Random, length: u32) -> String {
        (0..length).filter_map(|_| random.pick(&self.plain)).map(|byte| char::from(*byte)).collect()
    }

    /// Any characters; the last is no space.
    pub(crate) fn any(&self, random: &mut Random, length: u32) -> String {
        let mut text: String = (1..length).filter_map(|_| random.pick(&self.all)).map(|byte| char::from(*byte)).collect();
        text.push_str(&self.code(random, 1));
        text
    }
}
