//! The model of a guide: loops, segment uses and element uses in flat arenas, every definition expanded where it is attached.
//!
//! Invariant: an index handed out by a guide is valid for that guide for ever; a guide never changes after loading. Loop 0 is the
//! transaction set itself (ST to SE).

use std::fmt;

/// An index into [`Guide::loops`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LoopIx(pub u16);

impl LoopIx {
    /// The transaction set itself.
    pub const ROOT: Self = Self(0);
}

/// An index into [`Guide::segments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SegmentIx(pub u16);

/// Whether a guide asks for a loop, segment or element. What a guide does not list is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Must be sent.
    Required,
    /// Is sent when the situation asks for it.
    Situational,
}

/// How often a loop or segment may stand in its place; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat(pub Option<u32>);

impl Repeat {
    /// Whether `count` occurrences are allowed.
    #[must_use]
    pub fn allows(self, count: u32) -> bool {
        self.0.is_none_or(|most| count <= most)
    }
}

/// The data type of an element (X12.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataType {
    /// AN: any characters.
    String,
    /// ID: a code.
    Identifier,
    /// DT: CCYYMMDD or YYMMDD, by its length.
    Date,
    /// TM: HHMM, HHMMSS, HHMMSSd or HHMMSSdd.
    Time,
    /// R: a number with an explicit decimal point.
    Decimal,
    /// N0 to N9: a number with implied decimals.
    Numeric {
        /// How many of the digits are decimals.
        implied_decimals: u8,
    },
    /// B: binary.
    Binary,
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("AN"),
            Self::Identifier => f.write_str("ID"),
            Self::Date => f.write_str("DT"),
            Self::Time => f.write_str("TM"),
            Self::Decimal => f.write_str("R"),
            Self::Numeric { implied_decimals } => write!(f, "N{implied_decimals}"),
            Self::Binary => f.write_str("B"),
        }
    }
}

/// A syntax note of a segment or composite (X12.5). Positions are 1-based.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxNote {
    /// P: if one is present, all are.
    Paired(Vec<u8>),
    /// R: at least one is present.
    Required(Vec<u8>),
    /// E: at most one is present.
    Exclusive(Vec<u8>),
    /// C: if the first is present, all others are.
    Conditional(Vec<u8>),
    /// L: if the first is present, at least one other is.
    ListConditional(Vec<u8>),
}

/// The code values an element may take, kept for fast lookup: values of up to seven bytes are packed into integers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    values: Vec<String>,
    /// Sorted, and the first one again until there are a multiple of [`AT_ONCE`].
    packed: Vec<u64>,
    longer: Vec<String>,
}

/// So many codes are compared at once: what a branch after each would save is less than what it costs where codes vary.
const AT_ONCE: usize = 4;
/// In longer lists codes are searched for.
const COMPARED: usize = 16;

impl Codes {
    /// The list of the given values, in the order given.
    #[must_use]
    pub fn new(values: Vec<String>) -> Self {
        let mut packed: Vec<u64> = values.iter().filter_map(|value| pack(value.as_bytes())).collect();
        packed.sort_unstable();
        packed.dedup();
        if let Some(first) = packed.first().copied().filter(|_| packed.len() <= COMPARED) {
            packed.resize(packed.len().next_multiple_of(AT_ONCE), first);
        }
        let longer = values.iter().filter(|value| pack(value.as_bytes()).is_none()).cloned().collect();
        Self { values, packed, longer }
    }

    /// The values in the order the guide gives them.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Whether `value` is one of the codes, byte for byte.
    #[must_use]
    #[inline]
    pub fn contains(&self, value: &[u8]) -> bool {
        match pack(value) {
            Some(key) if self.packed.len() <= COMPARED => {
                let (chunks, _) = self.packed.as_chunks::<AT_ONCE>();
                chunks.iter().any(|[one, two, three, four]| (*one == key) | (*two == key) | (*three == key) | (*four == key))
            }
            Some(key) => self.packed.binary_search(&key).is_ok(),
            None => self.longer.iter().any(|code| code.as_bytes() == value),
        }
    }

    /// Whether the two lists share a value.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.values.iter().any(|value| other.contains(value.as_bytes()))
    }
}

/// What belongs to each of some codes, kept for lookups in the hot path: a hash table with open addresses, at most a quarter of it used.
#[derive(Debug, Clone)]
pub struct CodeMap<T> {
    places: Vec<(u64, u32)>,
    found: Vec<T>,
    longer: Vec<(String, T)>,
}

/// What stands in an empty place: no code is packed so.
const NO_CODE: u64 = u64::MAX;

impl<T> Default for CodeMap<T> {
    fn default() -> Self {
        Self { places: Vec::new(), found: Vec::new(), longer: Vec::new() }
    }
}

impl<T> FromIterator<(String, T)> for CodeMap<T> {
    /// Of a code that comes twice, the first counts.
    fn from_iter<I: IntoIterator<Item = (String, T)>>(all: I) -> Self {
        let mut map = Self::default();
        let mut packed = Vec::new();
        for (code, one) in all {
            match pack(code.as_bytes()) {
                Some(key) => packed.push((key, one)),
                None => map.longer.push((code, one)),
            }
        }
        if !packed.is_empty() {
            map.places = vec![(NO_CODE, 0); (packed.len() * 4).next_power_of_two()];
        }
        for (key, one) in packed {
            if let Err(at) = map.place(key) {
                map.places.get_mut(at).into_iter().for_each(|place| *place = (key, map.found.len() as u32));
                map.found.push(one);
            }
        }
        map
    }
}

impl<T> CodeMap<T> {
    /// Whether it holds no code.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.longer.is_empty()
    }

    /// What belongs to a code, byte for byte.
    #[must_use]
    #[inline]
    pub fn get(&self, code: &[u8]) -> Option<&T> {
        match pack(code) {
            Some(key) => self.place(key).ok().and_then(|at| self.found.get(at)),
            None => self.longer.iter().find(|(longer, _)| longer.as_bytes() == code).map(|(_, one)| one),
        }
    }

    /// Where in `found` a packed code leads, or the empty place where it would stand.
    #[inline]
    fn place(&self, key: u64) -> Result<usize, usize> {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        loop {
            match self.places.get(at) {
                Some((known, found)) if *known == key => return Ok(*found as usize),
                Some((NO_CODE, _)) | None => return Err(at),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }
}

/// Packs up to seven bytes and their count into an integer; a longer value has none.
#[inline]
fn pack(value: &[u8]) -> Option<u64> {
    let count = (value.len() as u64) << 56;
    match *value {
        [] => Some(0),
        [one] => Some(count | (u64::from(one) * 0x01_01_01)),
        // The same for two and three bytes: the first, the one in the middle and the last.
        [first, .., last] if value.len() <= 3 => {
            let middle = value.get(value.len() / 2).copied().unwrap_or_default();
            Some(count | u64::from(first) << 16 | u64::from(middle) << 8 | u64::from(last))
        }
        // The same for four to seven bytes: the first four, and over them the last four.
        _ if value.len() <= 7 => {
            let (first, last) = (value.first_chunk::<4>()?, value.last_chunk::<4>()?);
            Some(count | u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (value.len() - 4)))
        }
        _ => None,
    }
}

/// One implementation guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// The guide's identifier, the value of ST03 and GS08 (`005010X222A1`).
    pub id: String,
    /// Other values of ST03 and GS08 that this guide answers for.
    pub accepts: Vec<String>,
    /// ST01 (`837`).
    pub set: String,
    /// The name people use (`837P`).
    pub short: String,
    /// GS01 (`HC`).
    pub group: String,
    /// Our own words for it.
    pub name: String,
    /// All loops; [`LoopIx::ROOT`] is the set itself.
    pub loops: Vec<Loop>,
    /// All segment uses.
    pub segments: Vec<SegmentUse>,
}

/// A loop at its place in a guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    /// The guide's identifier of the loop (`2010AA`); `ST` for the root.
    pub id: String,
    /// Our own words for it.
    pub name: String,
    /// Whether the parent loop must hold it.
    pub usage: Usage,
    /// How often the parent loop may hold it.
    pub repeat: Repeat,
    /// The loop around it; `None` for the root.
    pub parent: Option<LoopIx>,
    /// Where it stands among its siblings: equal positions may come in any order.
    pub position: u16,
    /// The HL03 code if the loop is a hierarchical level.
    pub hl: Option<String>,
    /// The loop ids from below the root to this loop, joined by `/` (`2000A/2010AA`); empty for the root.
    pub path: String,
    /// Segments and loops in the order of the guide; the first of a loop other than the root is the segment that starts it.
    pub children: Vec<Child>,
}

/// A child of a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// A segment use.
    Segment(SegmentIx),
    /// A loop.
    Loop(LoopIx),
}

/// A segment at its place in a guide.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentUse {
    /// The segment identifier (`NM1`).
    pub id: String,
    /// The key that names this use within its loop (`billing-provider-name`); the segment id in lower case unless the guide says `as`.
    pub key: String,
    /// Our own words for it.
    pub name: String,
    /// Whether the loop must hold it.
    pub usage: Usage,
    /// How often the loop may hold it.
    pub repeat: Repeat,
    /// The loop it stands in.
    pub loop_ix: LoopIx,
    /// Where it stands among its siblings: equal positions may come in any order.
    pub position: u16,
    /// One entry for each position of the base segment; `None` is not used.
    pub elements: Vec<Option<ElementUse>>,
    /// The base segment's syntax notes.
    pub syntax: Vec<SyntaxNote>,
    /// What tells this use apart from its siblings.
    pub discriminators: Vec<Discriminator>,
}

/// A value that tells sibling uses apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The element's position, 1-based.
    pub element: u8,
    /// The component's position, 1-based, if the element is a composite.
    pub component: Option<u8>,
    /// The values that mean this use.
    pub codes: Codes,
}

/// An element, composite or component at its place in a segment use.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementUse {
    /// The position, 1-based.
    pub at: u8,
    /// Our own words for it.
    pub name: String,
    /// Whether the guide asks for it.
    pub usage: Usage,
    /// Whether the base standard marks it mandatory.
    pub mandatory: bool,
    /// How often it may repeat between repetition separators.
    pub repeat: Repeat,
    /// A simple value or a composite.
    pub content: Content,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One value.
    Simple(ValueUse),
    /// Components.
    Composite {
        /// The composite's identifier (`C023`).
        id: String,
        /// One entry for each position of the base composite; `None` is not used. Their content is always simple.
        components: Vec<Option<ElementUse>>,
        /// The base composite's syntax notes.
        syntax: Vec<SyntaxNote>,
    },
}

/// What a value must look like.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueUse {
    /// The data element number (`1028`, `I05`).
    pub data_element: String,
    /// The data type.
    pub data_type: DataType,
    /// The fewest characters (digits for numbers).
    pub min: u32,
    /// The most characters (digits for numbers).
    pub max: u32,
    /// The values allowed, if the guide lists them.
    pub codes: Option<Codes>,
    /// The external code list, if the guide names one.
    pub external: Option<String>,
    /// Whether this value tells the segment apart from its siblings.
    pub discriminates: bool,
    /// What is special about it.
    pub form: ValueForm,
}

/// What is special about the values of a data element, whatever guide uses it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ValueForm {
    /// Nothing.
    #[default]
    Plain,
    /// An amount of money (data element 782).
    Money,
    /// The name of a date format (1250).
    DateFormat,
    /// A date, time or period in the format named before it (1251).
    DateInFormat,
}

impl ValueForm {
    /// That of a data element.
    #[must_use]
    pub fn of(data_element: &str) -> Self {
        match data_element {
            "782" => Self::Money,
            "1250" => Self::DateFormat,
            "1251" => Self::DateInFormat,
            _ => Self::Plain,
        }
    }
}

impl Guide {
    /// The loop at `ix`.
    ///
    /// # Panics
    /// If `ix` belongs to another guide.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "an index comes from this guide, and a guide never changes")]
    pub fn loop_at(&self, ix: LoopIx) -> &Loop {
        &self.loops[usize::from(ix.0)]
    }

    /// The segment use at `ix`.
    ///
    /// # Panics
    /// If `ix` belongs to another guide.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "an index comes from this guide, and a guide never changes")]
    pub fn segment_at(&self, ix: SegmentIx) -> &SegmentUse {
        &self.segments[usize::from(ix.0)]
    }

    /// The segment use that starts a loop, or the first of the set for the root.
    #[must_use]
    pub fn first_segment(&self, ix: LoopIx) -> Option<SegmentIx> {
        match self.loop_at(ix).children.first() {
            Some(Child::Segment(segment)) => Some(*segment),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_hold_their_values_and_no_others_whatever_the_length() {
        let values = ["", "1", "11", "ABCDEFG", "ABCDEFGH", "PATIENT NAME NM109", "2", "3", "4", "5", "6"];
        let codes = Codes::new(values.map(str::to_owned).to_vec());
        for value in values {
            assert!(codes.contains(value.as_bytes()), "{value}");
        }
        for other in ["\u{0}1", "111", "\u{7}ABCDEFG", "ABCDEFGI", "BCDEFGH", "patient name nm109", "7"] {
            assert!(!codes.contains(other.as_bytes()), "{other:?}");
        }
    }

    #[test]
    fn a_map_gives_what_belongs_to_a_code_and_nothing_for_another_whatever_the_length() {
        let codes = || (0..12_usize).flat_map(|length| ["A", "B", "0", "\u{0}"].map(|one| one.repeat(length))).collect::<std::collections::BTreeSet<_>>();
        let (known, unknown): (Vec<String>, Vec<String>) = codes().into_iter().partition(|code| !code.starts_with('B'));
        let map: CodeMap<String> = known.iter().map(|code| (code.clone(), code.clone())).collect();
        assert!(!map.is_empty() && CodeMap::<u8>::default().is_empty());
        for code in &known {
            assert_eq!(map.get(code.as_bytes()), Some(code));
        }
        assert_eq!(unknown.iter().filter_map(|code| map.get(code.as_bytes())).next(), None);
        assert_eq!(CodeMap::<u8>::default().get(b"A"), None);
    }

    #[test]
    fn of_a_code_that_comes_twice_the_first_counts() {
        let map: CodeMap<u8> = [("A", 1), ("A", 2)].map(|(code, one)| (code.to_owned(), one)).into_iter().collect();
        assert_eq!(map.get(b"A"), Some(&1));
    }

    #[test]
    fn codes_overlap_where_they_share_a_value() {
        let codes = |values: &[&str]| Codes::new(values.iter().map(|&value| value.to_owned()).collect());
        assert!(codes(&["A", "ABCDEFGH"]).overlaps(&codes(&["B", "ABCDEFGH"])));
        assert!(!codes(&["A", "B"]).overlaps(&codes(&["AB"])));
    }
}
