//! SHA-256 digests: of sealed bytes, of inbound files, of requests, and of X12 content without its envelope.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256([u8; 32]);

/// A text that is no digest: 64 hexadecimal digits were expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a digest of 64 hexadecimal digits, found {length} characters that are not one")]
pub struct DigestError {
    /// Characters that stood there.
    pub length: usize,
}

impl Sha256 {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Whether two digests are the same, in a time that does not depend on where they differ.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256 {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = DigestError { length: text.chars().count() };
        let digits: Option<Vec<u8>> = text.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
        let bytes: Vec<u8> = digits.ok_or(wrong)?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect();
        if text.len() != 64 {
            return Err(wrong);
        }
        <[u8; 32]>::try_from(bytes).map(Self).or(Err(wrong))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> Self {
        digest.to_string()
    }
}

/// The digest of a transaction set's content without its envelope: feed it the segments between ST and SE, both left out.
///
/// The same payment can come back in another file, with other control numbers and other delimiters. This digest stays the same.
#[derive(Clone, Default)]
pub struct ContentHasher(sha2::Sha256);

impl ContentHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one segment, its terminator left out, as it stands between the given delimiters.
    pub fn segment(&mut self, raw: &[u8], element: u8, component: u8, repetition: Option<u8>) {
        let canonical: Vec<u8> = raw
            .iter()
            .map(|&byte| match byte {
                _ if byte == element => 0x1D,
                _ if byte == component => 0x1F,
                _ if Some(byte) == repetition => 0x1E,
                _ => byte,
            })
            .collect();
        self.0.update(canonical);
        self.0.update([0x1C]);
    }

    /// The digest of all segments so far.
    #[must_use]
    pub fn finish(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_from_its_text() {
        let digest = Sha256::of(b"abc");
        assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("ba78".parse::<Sha256>().is_err());
        assert!("g".repeat(64).parse::<Sha256>().is_err());
    }

    #[test]
    fn other_delimiters_give_the_same_content_digest() {
        let mut plain = ContentHasher::new();
        plain.segment(b"SVC*HC:99213*50", b'*', b':', Some(b'^'));
        let mut other = ContentHasher::new();
        other.segment(b"SVC|HC>99213|50", b'|', b'>', None);
        assert_eq!(plain.clone().finish(), other.finish());
        plain.segment(b"SVC*HC:99213*50", b'*', b':', Some(b'^'));
        assert_ne!(plain.finish(), ContentHasher::new().finish());
    }
}
