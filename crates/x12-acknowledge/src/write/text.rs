//! Values of the document that come back in the answer: what cannot be sent in them is taken out, or where they are to be copies, they are left out.
//!
//! Invariant: what `clean` gives holds no delimiter of ours, no control character and nothing beyond ASCII, and does not end with a space.

use x12_syntax::Delimiters;
use x12_syntax::value::{CharacterClass, character_class};

/// The delimiters of everything we write.
pub(crate) const DELIMITERS: Delimiters = Delimiters::USUAL;

/// The byte of a character that can be sent.
fn sendable(one: char) -> Option<u8> {
    u8::try_from(one).ok().filter(|byte| character_class(*byte) <= CharacterClass::Extended && !DELIMITERS.contains(*byte))
}

/// A value as it can be sent, with at most `most` characters; characters that cannot be sent become spaces.
pub(crate) fn clean(value: &str, most: usize) -> String {
    let replaced = value.chars().map(|one| sendable(one).map_or(' ', char::from));
    let text: String = replaced.take(most).collect();
    text.trim_end().to_owned()
}

/// The same for a value that may be absent.
pub(crate) fn clean_some(value: &str, most: usize) -> Option<String> {
    Some(clean(value, most)).filter(|text| !text.trim().is_empty())
}

/// A value as it was sent, at most its first `most` characters; `None` if it holds one that cannot be sent, as anything else would be no copy.
pub(crate) fn copy(value: &str, most: usize) -> Option<String> {
    if value.chars().any(|one| sendable(one).is_none()) {
        return None;
    }
    clean_some(value, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_and_characters_that_x12_does_not_know_become_spaces() {
        assert_eq!(clean("A*B:C^D~E", 99), "A B C D E");
        assert_eq!(clean("A\tB\u{e9}C\u{fffd}", 99), "A B C");
        assert_eq!(clean_some("~~", 99), None);
    }

    #[test]
    fn a_value_that_cannot_be_sent_is_not_copied() {
        assert_eq!(copy("A B", 99).as_deref(), Some("A B"));
        for unsendable in ["A*B", "A~", "A\tB", "\u{e9}", "  "] {
            assert_eq!(copy(unsendable, 99), None, "{unsendable:?}");
        }
    }

    #[test]
    fn a_long_value_is_cut_and_does_not_end_with_a_space() {
        assert_eq!(clean(&"X".repeat(120), 99).len(), 99);
        assert_eq!(clean("AB CD", 3), "AB");
    }
}
