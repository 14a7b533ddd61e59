//! One code list: its codes, the days on which each may be used, and how much of the list is there.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::day::Day;

/// Days from the first to the last, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Span {
    /// All days.
    pub const ALWAYS: Self = Self { from: Day::FIRST, to: Day::LAST };

    /// Whether all of a period lies within these days.
    #[must_use]
    pub fn holds(self, period: Self) -> bool {
        self.from <= period.from && period.to <= self.to
    }

    /// Whether these days and a period share one.
    #[must_use]
    pub fn meets(self, period: Self) -> bool {
        self.from <= period.to && period.from <= self.to
    }
}

impl From<Day> for Span {
    fn from(day: Day) -> Self {
        Self { from: day, to: day }
    }
}

/// What a list says of a code on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It may be used.
    Valid,
    /// The list does not have it.
    Unknown {
        /// Whether all codes of the list are at hand: if not, the code may be a newer one.
        complete: bool,
    },
    /// It may be used from this day on.
    NotYet(Day),
    /// It could be used until this day.
    Ended(Day),
    /// The list is not at hand, or not for that day.
    NoTable,
}

/// The FNV-1a hash: codes are short, and the lists are ours.
#[derive(Debug, Clone)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    fn write_usize(&mut self, number: usize) {
        self.0 ^= number as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    codes: HashMap<Box<[u8]>, Vec<Span>, BuildHasherDefault<Fnv>>,
    covers: Span,
    /// The last day for which all codes are at hand; none if some never are.
    complete_until: Option<Day>,
    source: String,
}

impl Table {
    /// An empty list. `covers` are the days for which it speaks, and `complete_until` is the last one for which it is to hold all codes.
    #[must_use]
    pub fn new(source: impl Into<String>, covers: Span, complete_until: Option<Day>) -> Self {
        Self { codes: HashMap::default(), covers, complete_until, source: source.into() }
    }

    /// Adds a code that may be used on those days; one code may be added for several periods.
    pub fn add(&mut self, code: &[u8], span: Span) {
        let spans = self.codes.entry(code.into()).or_default();
        if !spans.contains(&span) {
            spans.push(span);
        }
    }

    /// Adds everything of another edition of the same list.
    pub fn merge(&mut self, other: Self) {
        self.covers = Span { from: self.covers.from.min(other.covers.from), to: self.covers.to.max(other.covers.to) };
        self.complete_until = self.complete_until.max(other.complete_until);
        self.source = format!("{}; {}", self.source, other.source);
        for (code, spans) in other.codes {
            spans.into_iter().for_each(|span| self.add(&code, span));
        }
    }

    /// How many codes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// All codes, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<&[u8]> {
        let mut codes: Vec<&[u8]> = self.codes.keys().map(AsRef::as_ref).collect();
        codes.sort_unstable();
        codes
    }

    /// What it says of a code on a day, or on the days of a period: of these, one on which the code may be used is enough.
    #[must_use]
    pub fn lookup(&self, code: &[u8], period: impl Into<Span>) -> Answer {
        let period = period.into();
        let Some(spans) = self.codes.get(code) else {
            return if self.covers.holds(period) {
                Answer::Unknown { complete: self.complete_until.is_some_and(|until| period.to <= until) }
            } else {
                Answer::NoTable
            };
        };
        if spans.iter().any(|span| span.meets(period)) {
            return Answer::Valid;
        }
        if !self.covers.holds(period) {
            return Answer::NoTable;
        }
        match spans.iter().map(|span| span.to).filter(|to| *to < period.from).max() {
            Some(ended) => Answer::Ended(ended),
            None => spans.iter().map(|span| span.from).min().map_or(Answer::NoTable, Answer::NotYet),
        }
    }

    /// Whether a code may be used on every day of a period, so that the very day does not matter.
    #[must_use]
    pub fn is_valid_throughout(&self, code: &[u8], period: Span) -> bool {
        self.codes.get(code).is_some_and(|spans| spans.iter().any(|span| span.holds(period)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_code_is_judged_by_its_days() {
        let mut table = Table::new("test", Span::ALWAYS, Some(Day::LAST));
        table.add(b"A", Span::ALWAYS);
        table.add(b"B", Span { from: day("20200101"), to: day("20211231") });
        assert_eq!(table.lookup(b"A", day("20260101")), Answer::Valid);
        assert_eq!(table.lookup(b"B", day("20191231")), Answer::NotYet(day("20200101")));
        assert_eq!(table.lookup(b"B", day("20200101")), Answer::Valid);
        assert_eq!(table.lookup(b"B", day("20211231")), Answer::Valid);
        assert_eq!(table.lookup(b"B", day("20220101")), Answer::Ended(day("20211231")));
        assert_eq!(table.lookup(b"C", day("20220101")), Answer::Unknown { complete: true });
        assert!(table.is_valid_throughout(b"B", Span { from: day("20200601"), to: day("20211231") }));
        assert!(!table.is_valid_throughout(b"B", Span { from: day("20200601"), to: day("20220101") }));
        // A stay that ends on a day of the code.
        assert_eq!(table.lookup(b"B", Span { from: day("20191220"), to: day("20200102") }), Answer::Valid);
        assert_eq!(table.lookup(b"B", Span { from: day("20220102"), to: day("20220105") }), Answer::Ended(day("20211231")));
    }

    #[test]
    fn a_code_of_a_day_behind_the_last_edition_may_be_a_new_one() {
        let table = Table::new("test", Span::ALWAYS, Some(day("20260801")));
        assert_eq!(table.lookup(b"X", day("20260801")), Answer::Unknown { complete: true });
        assert_eq!(table.lookup(b"X", day("20260802")), Answer::Unknown { complete: false });
        assert_eq!(Table::new("test", Span::ALWAYS, None).lookup(b"X", day("20000101")), Answer::Unknown { complete: false });
    }

    #[test]
    fn a_list_says_nothing_of_days_that_it_does_not_cover_and_editions_add_up() {
        let edition = |from: &str, to: &str, codes: &[&[u8]]| {
            let span = Span { from: day(from), to: day(to) };
            let mut table = Table::new("test", span, Some(Day::LAST));
            codes.iter().for_each(|code| table.add(code, span));
            table
        };
        let mut table = edition("20241001", "20250930", &[b"OLD", b"BOTH"]);
        assert_eq!(table.lookup(b"NEW", day("20251001")), Answer::NoTable);
        table.merge(edition("20251001", "20260930", &[b"NEW", b"BOTH"]));
        assert_eq!(table.lookup(b"OLD", day("20251001")), Answer::Ended(day("20250930")));
        assert_eq!(table.lookup(b"NEW", day("20250930")), Answer::NotYet(day("20251001")));
        assert_eq!(table.lookup(b"BOTH", day("20250930")), Answer::Valid);
        assert_eq!(table.lookup(b"BOTH", day("20251001")), Answer::Valid);
        assert_eq!(table.lookup(b"ANY", day("20270101")), Answer::NoTable);
    }
}
