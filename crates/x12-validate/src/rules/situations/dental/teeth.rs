//! Teeth in the universal system: 1 to 32 and A to T, and 51 to 82 and AS to TS for supernumerary teeth beside them.

/// What a supernumerary tooth adds to the number of the tooth beside it.
const SUPERNUMERARY: u8 = 50;

/// Whether a tooth is one of the system.
pub(super) fn is_tooth(value: &[u8]) -> bool {
    is_front(value).is_some()
}

/// Whether a tooth is none of the system.
pub(super) fn is_none(value: &[u8]) -> bool {
    !is_tooth(value)
}

/// Whether a tooth is one of the front teeth, which have an edge; `None` if there is no such tooth.
pub(super) fn is_front(value: &[u8]) -> Option<bool> {
    if let [letter @ b'A'..=b'T'] | [letter @ b'A'..=b'T', b'S'] = value {
        return Some(matches!(letter, b'C'..=b'H' | b'M'..=b'R'));
    }
    if value.len() > 2 || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number: u8 = std::str::from_utf8(value).ok()?.parse().ok()?;
    let permanent = if number > SUPERNUMERARY { number - SUPERNUMERARY } else { number };
    (1..=32).contains(&permanent).then_some(matches!(permanent, 6..=11 | 22..=27))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_and_back_teeth_are_told_apart_and_others_are_none() {
        for front in [&b"6"[..], b"06", b"11", b"27", b"56", b"77", b"C", b"R", b"MS"] {
            assert_eq!(is_front(front), Some(true), "{front:?}");
        }
        for back in [&b"1"[..], b"32", b"5", b"82", b"A", b"T", b"AS"] {
            assert_eq!(is_front(back), Some(false), "{back:?}");
        }
        for none in [&b"0"[..], b"33", b"50", b"83", b"U", b"AA", b"+1", b"001", b""] {
            assert_eq!(is_front(none), None, "{none:?}");
        }
    }
}
