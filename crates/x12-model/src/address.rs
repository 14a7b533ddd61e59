//! The X12 address of a field, as the declaration of a record states it.
//!
//! | address | means |
//! |---|---|
//! | `CLM05-1` | a component of an element of the loop's segment |
//! | `DTP[accident]03` | the segment with that key in the guide; `[a\|b]` takes whichever key the loop has |
//! | `REF[other-ids]`, `CR1` | the whole segment, read into a record of its own |
//! | `HI[diagnoses]01..12`, `SV101-3..6` | a run of elements or components |
//! | `02`, `01-2` | in a record that is read from a segment: counted from where the record begins |
//! | `2400` | a loop inside this one |
//! | `/2000A/2010AA`, `/2000A/HL01` | a loop around this one, or a value of its segments |
//! | nothing | the same loop: the record only groups fields |
//!
//! A `?` at the end says that the value is left out where the guide allows only one: the writer puts it back.
//!
//! Addresses are parsed while compiling, so a malformed one does not build.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "evaluated while compiling: a malformed address must stop the build")]

/// A parsed address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// As declared.
    pub text: &'static str,
    /// The loop around this one in which to look: its id, or `/` for the set itself.
    pub outer: Option<&'static str>,
    /// The loop inside this one; empty if the address is none of a loop.
    pub loop_id: &'static str,
    /// The segment id; empty in a record that is read from a segment.
    pub segment: &'static str,
    /// The same in one word, for quick comparing.
    pub(crate) packed: u32,
    /// The guide's keys of the segment, separated by `|`; empty for the plain one.
    pub key: &'static str,
    /// The first element, 1-based; 0 for the whole segment.
    pub element: u8,
    /// The last element of a run.
    pub last_element: u8,
    /// The first component, 1-based; 0 for the whole element.
    pub component: u8,
    /// The last component of a run.
    pub last_component: u8,
    /// Whether the value is left out where the guide allows only one.
    pub implied: bool,
}

impl Address {
    /// Parses an address.
    ///
    /// # Panics
    /// If it is malformed; declarations are evaluated while compiling.
    #[must_use]
    pub const fn parse(text: &'static str) -> Self {
        let mut address = Self {
            text,
            outer: None,
            loop_id: "",
            segment: "",
            packed: 0,
            key: "",
            element: 0,
            last_element: 0,
            component: 0,
            last_component: 0,
            implied: false,
        };
        let mut rest = text;
        if starts_with(rest, b'/') {
            (address.outer, rest) = split_outer(rest);
        }
        if rest.is_empty() {
            return address;
        }
        if ends_with(rest, b'?') {
            address.implied = true;
            rest = rest.split_at(rest.len() - 1).0;
        }
        if is_loop(rest) {
            address.loop_id = rest;
            return address;
        }
        let tail = match find(rest, b'[') {
            Some(open) => {
                let Some(close) = find(rest, b']') else { panic!("a key without its closing bracket") };
                address.segment = rest.split_at(open).0;
                address.key = rest.split_at(close).0.split_at(open + 1).1;
                rest.split_at(close + 1).1
            }
            None => {
                let (segment, tail) = rest.split_at(segment_length(rest));
                address.segment = segment;
                tail
            }
        };
        address.packed = pack(address.segment.as_bytes());
        parse_position(address, tail)
    }

    /// How many places the run has; 1 if the address is no run.
    #[must_use]
    pub fn places(&self) -> usize {
        usize::from(self.last_element - self.element + 1) * usize::from(self.last_component - self.component + 1)
    }

    /// Whether a segment may be meant, by its identifier in one word.
    #[inline]
    pub(crate) fn may_name(&self, packed: u32) -> bool {
        self.packed == packed
    }

    /// Whether a guide's key is the one meant.
    #[must_use]
    pub fn is_key(&self, segment: &str, key: &str) -> bool {
        if self.key.is_empty() {
            key.eq_ignore_ascii_case(segment)
        } else {
            self.key == key || (self.key.contains('|') && self.key.split('|').any(|one| one == key))
        }
    }
}

/// `NN`, `NN-C`, `NN..NN`, `NN-C..C`, or nothing.
const fn parse_position(mut address: Address, tail: &'static str) -> Address {
    if tail.is_empty() {
        return address;
    }
    let run = find(tail, b'.');
    let dash = find(tail, b'-');
    let (head, last) = match run {
        Some(dots) => (tail.split_at(dots).0, number(tail.split_at(dots + 2).1)),
        None => (tail, 0),
    };
    match dash {
        Some(at) => {
            address.element = number(head.split_at(at).0);
            address.component = number(head.split_at(at + 1).1);
            address.last_element = address.element;
            address.last_component = if last > 0 { last } else { address.component };
        }
        None => {
            address.element = number(head);
            address.last_element = if last > 0 { last } else { address.element };
        }
    }
    assert!(
        address.element > 0 && address.element <= address.last_element && address.component <= address.last_component,
        "positions count from 1 and runs go upwards"
    );
    address
}

/// Takes the loops around off the front: the innermost of them counts.
const fn split_outer(text: &'static str) -> (Option<&'static str>, &'static str) {
    let mut outer = "/";
    let mut rest = text.split_at(1).1;
    loop {
        let (part, after) = match find(rest, b'/') {
            Some(slash) => (rest.split_at(slash).0, rest.split_at(slash + 1).1),
            None => (rest, ""),
        };
        if !is_loop(part) {
            return (Some(outer), rest);
        }
        outer = part;
        rest = after;
    }
}

/// Loop ids begin with four digits.
const fn is_loop(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 4 && bytes[0].is_ascii_digit() && bytes[1].is_ascii_digit() && bytes[2].is_ascii_digit() && bytes[3].is_ascii_digit()
}

/// How much of an address without a key is the segment id: nothing, all, or all but the two digits of the element.
const fn segment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes[0].is_ascii_digit() {
        return 0;
    }
    let mut end = 0;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    if end > 3 { end - 2 } else { end }
}

/// A segment identifier in one word.
pub(crate) const fn pack(id: &[u8]) -> u32 {
    let mut at = 0;
    let mut packed = 0;
    while at < id.len() && at < 4 {
        packed = packed << 8 | id[at] as u32;
        at += 1;
    }
    packed
}

const fn starts_with(text: &str, byte: u8) -> bool {
    !text.is_empty() && text.as_bytes()[0] == byte
}

const fn ends_with(text: &str, byte: u8) -> bool {
    !text.is_empty() && text.as_bytes()[text.len() - 1] == byte
}

const fn find(text: &str, byte: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == byte {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn number(text: &str) -> u8 {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut value = 0;
    assert!(!bytes.is_empty(), "a position is missing");
    while at < bytes.len() {
        assert!(bytes[at].is_ascii_digit(), "a position is no number");
        value = value * 10 + (bytes[at] - b'0');
        at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_address_says_what_it_names() {
        let clm = Address::parse("CLM05-1");
        assert_eq!((clm.segment, clm.element, clm.component), ("CLM", 5, 1));
        let street = Address::parse("N301");
        assert_eq!((street.segment, street.element), ("N3", 1));
        let date = Address::parse("DTP[accident]03");
        assert_eq!((date.segment, date.key, date.element), ("DTP", "accident", 3));
        let run = Address::parse("HI[diagnoses]01..12");
        assert_eq!((run.element, run.last_element, run.places()), (1, 12, 12));
        let modifiers = Address::parse("01-3..6");
        assert_eq!((modifiers.segment, modifiers.component, modifiers.last_component, modifiers.places()), ("", 3, 6, 4));
        assert_eq!(Address::parse("CR1").element, 0);
        assert_eq!(Address::parse("2310A").loop_id, "2310A");
        assert!(Address::parse("NM108?").implied);
    }

    #[test]
    fn outer_addresses_name_the_innermost_loop_around() {
        assert_eq!(Address::parse("/").outer, Some("/"));
        assert_eq!(Address::parse("/2000A/2000B").outer, Some("2000B"));
        let hl = Address::parse("/2000A/HL01");
        assert_eq!((hl.outer, hl.segment, hl.element), (Some("2000A"), "HL", 1));
    }

    #[test]
    fn a_plain_key_is_the_segment_id_and_a_bar_gives_a_choice() {
        assert!(Address::parse("NM1").is_key("NM1", "nm1"));
        assert!(!Address::parse("REF").is_key("REF", "tax-id"));
        assert!(Address::parse("REF[a|b]").is_key("REF", "b"));
    }
}
