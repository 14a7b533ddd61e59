//! Chooses a boundary that occurs in no part: a stem from the PayloadID, and the first free counter.
//!
//! No random number is needed: every number that follows the stem in the parts is collected in one pass, and the lowest
//! one that is free is taken. The counter has a fixed width, so that no boundary is the start of another.

use std::collections::BTreeSet;

use memchr::memmem;

const COUNTER_DIGITS: usize = 10;

/// The longest piece of a PayloadID that still leaves the boundary within the seventy characters of MIME.
const ID_CHARS: usize = 36;

/// A boundary that occurs in none of the contents.
pub(crate) fn choose_boundary<'a>(payload_id: &str, contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let id: String = payload_id.chars().filter(char::is_ascii_alphanumeric).take(ID_CHARS).collect();
    let stem = format!("core-envelope-{id}-");
    let finder = memmem::Finder::new(stem.as_bytes());
    let mut taken = BTreeSet::new();
    for content in contents {
        for start in finder.find_iter(content) {
            let counter = start.saturating_add(stem.len());
            let digits = content.get(counter..counter.saturating_add(COUNTER_DIGITS));
            let number = digits.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|text| text.parse::<u64>().ok());
            taken.extend(number);
        }
    }
    let free = (0_u64..).find(|number| !taken.contains(number)).unwrap_or_default();
    format!("{stem}{free:0width$}", width = COUNTER_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5f0c3d1e-8a55-11f0-9a3b-0242ac120002";

    #[test]
    fn a_boundary_that_occurs_in_the_payload_is_not_taken() {
        let first = choose_boundary(ID, [&b"ISA*00~"[..]]);
        let payload = format!("ISA*\r\n--{first}\r\n--{first}--");
        let second = choose_boundary(ID, [payload.as_bytes()]);
        assert_ne!(first, second);
        assert!(!payload.contains(&second));
        let both = format!("{payload}{second}");
        let third = choose_boundary(ID, [both.as_bytes(), b""]);
        assert!(!both.contains(&third));
    }

    #[test]
    fn a_boundary_has_at_most_seventy_characters_whatever_the_payload_id() {
        for id in ["", "FILELIST", &"x".repeat(500), "\r\n--é\"", ID] {
            let boundary = choose_boundary(id, []);
            assert!(boundary.len() <= 70 && boundary.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }
    }
}
