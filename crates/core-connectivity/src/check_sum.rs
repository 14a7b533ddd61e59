//! `CheckSum`: SHA-1 over the payload before any encoding. It guards against damage, not against an attacker.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest as _, Sha1};

use crate::open_code::open_code;

open_code! {
    /// The digest of the payload as it stands on the wire.
    CheckSum {}
}

impl CheckSum {
    /// The check sum that we send: SHA-1 in lower-case hexadecimal digits.
    pub fn of(payload: &[u8]) -> Self {
        Self::new(hexadecimal(&Sha1::digest(payload)))
    }

    /// Whether the value has one of the forms in use: 40 hexadecimal digits, or 28 characters of Base64.
    pub fn is_well_formed(&self) -> bool {
        let value = self.as_str();
        let hexadecimal = value.len() == 40 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        hexadecimal || STANDARD.decode(value).is_ok_and(|digest| digest.len() == 20)
    }

    /// Whether this is the check sum of the payload, in hexadecimal digits of any case or in Base64.
    pub fn is_of(&self, payload: &[u8]) -> bool {
        let digest = Sha1::digest(payload);
        self.as_str().eq_ignore_ascii_case(&hexadecimal(&digest)) || self.as_str() == STANDARD.encode(digest)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The published SHA-1 of "abc".
    const ABC: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

    #[test]
    fn all_three_spellings_of_a_digest_are_accepted() {
        assert_eq!(CheckSum::of(b"abc").as_str(), ABC);
        for value in [ABC.to_owned(), ABC.to_uppercase(), "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=".to_owned()] {
            let check_sum = CheckSum::new(value);
            assert!(check_sum.is_well_formed() && check_sum.is_of(b"abc"), "{check_sum}");
            assert!(!check_sum.is_of(b"abd"));
        }
    }

    #[test]
    fn other_text_is_no_check_sum() {
        for value in ["", "abc", "z9993e364706816aba3e25717850c26c9cd0d89d", "qZk+NkcGgWq6PiVxeFDCbJzQ2A=="] {
            assert!(!CheckSum::new(value).is_well_formed(), "{value}");
        }
    }
}
