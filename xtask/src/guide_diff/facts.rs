//! What a transcription says, in one shape for ours and theirs, and how two of them differ.
//!
//! Invariant: loops are paired by id and by how often the id occurred before, segments of a loop by segment id and order, elements by
//! position. A fact that one side does not carry (loop usage, lengths of composites) is never a difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A loop at its place; the set itself is the loop `ST`.
#[derive(Debug, Default)]
pub(super) struct LoopFacts {
    pub(super) id: String,
    pub(super) usage: Option<String>,
    pub(super) repeat: Option<String>,
    pub(super) segments: Vec<SegmentFacts>,
}

/// A segment use.
#[derive(Debug, Default)]
pub(super) struct SegmentFacts {
    pub(super) id: String,
    /// What our side calls it (`REF[referral]`); theirs has no name of its own.
    pub(super) label: String,
    pub(super) usage: String,
    pub(super) repeat: String,
    pub(super) syntax: BTreeSet<String>,
    /// The elements and components in use by position (`03`, `05-1`).
    pub(super) elements: BTreeMap<String, ElementFacts>,
}

/// An element or component in use.
#[derive(Debug, Default, Clone)]
pub(super) struct ElementFacts {
    pub(super) usage: String,
    pub(super) repeat: String,
    /// Type and length (`AN 1/30`); composites have none.
    pub(super) data: Option<String>,
    pub(super) codes: BTreeSet<String>,
}

/// A fact that the two sides state differently.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    /// Where and what (`2300/CLM/01 data`).
    pub(super) place: String,
    pub(super) ours: String,
    pub(super) theirs: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ours {}, theirs {}", self.place, self.ours, self.theirs)
    }
}

/// Every difference, each once even where a loop stands in several places.
pub(super) fn compare(ours: &[LoopFacts], theirs: &[LoopFacts]) -> BTreeSet<Difference> {
    let mut found = Found::default();
    let (ours, theirs) = (by_occurrence(ours), by_occurrence(theirs));
    for key in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        match (ours.get(key), theirs.get(key)) {
            (Some(ours), Some(theirs)) => found.loops(ours, theirs),
            (ours, _) => found.presence(key.0, ours.is_some()),
        }
    }
    found.0
}

fn by_occurrence(loops: &[LoopFacts]) -> BTreeMap<(&str, usize), &LoopFacts> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keyed = BTreeMap::new();
    for facts in loops {
        let count = seen.entry(&facts.id).or_default();
        *count += 1;
        keyed.insert((facts.id.as_str(), *count), facts);
    }
    keyed
}

#[derive(Default)]
struct Found(BTreeSet<Difference>);

impl Found {
    fn loops(&mut self, ours: &LoopFacts, theirs: &LoopFacts) {
        self.both(&format!("{} usage", ours.id), ours.usage.as_deref(), theirs.usage.as_deref());
        self.both(&format!("{} repeat", ours.id), ours.repeat.as_deref(), theirs.repeat.as_deref());
        let ids: BTreeSet<&str> = ours.segments.iter().chain(&theirs.segments).map(|segment| segment.id.as_str()).collect();
        for id in ids {
            let mut theirs = theirs.segments.iter().filter(|segment| segment.id == id);
            for our in ours.segments.iter().filter(|segment| segment.id == id) {
                let place = format!("{}/{}", ours.id, our.label);
                match theirs.next() {
                    Some(their) => self.segments(&place, our, their),
                    None => self.presence(&place, true),
                }
            }
            theirs.for_each(|_| self.presence(&format!("{}/{id}", ours.id), false));
        }
    }

    fn segments(&mut self, place: &str, ours: &SegmentFacts, theirs: &SegmentFacts) {
        self.both(&format!("{place} usage"), Some(&ours.usage), Some(&theirs.usage));
        self.both(&format!("{place} repeat"), Some(&ours.repeat), Some(&theirs.repeat));
        self.both(&format!("{place} syntax"), Some(&list(&ours.syntax, "none")), Some(&list(&theirs.syntax, "none")));
        for at in ours.elements.keys().chain(theirs.elements.keys()).collect::<BTreeSet<_>>() {
            self.elements(&format!("{place}/{at}"), ours.elements.get(at), theirs.elements.get(at));
        }
    }

    fn elements(&mut self, place: &str, ours: Option<&ElementFacts>, theirs: Option<&ElementFacts>) {
        let usage = |facts: Option<&ElementFacts>| facts.map_or("not used".to_owned(), |facts| facts.usage.clone());
        self.both(&format!("{place} usage"), Some(&usage(ours)), Some(&usage(theirs)));
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return;
        };
        self.both(&format!("{place} repeat"), Some(&ours.repeat), Some(&theirs.repeat));
        self.both(&format!("{place} data"), ours.data.as_deref(), theirs.data.as_deref());
        self.both(&format!("{place} codes"), Some(&list(&ours.codes, "any")), Some(&list(&theirs.codes, "any")));
    }

    fn presence(&mut self, place: &str, is_ours: bool) {
        let (ours, theirs) = if is_ours { ("there", "missing") } else { ("missing", "there") };
        self.both(&format!("{place} presence"), Some(ours), Some(theirs));
    }

    fn both(&mut self, place: &str, ours: Option<&str>, theirs: Option<&str>) {
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return;
        };
        if ours != theirs {
            self.0.insert(Difference { place: place.to_owned(), ours: ours.to_owned(), theirs: theirs.to_owned() });
        }
    }
}

fn list(values: &BTreeSet<String>, empty: &str) -> String {
    if values.is_empty() { empty.to_owned() } else { values.iter().map(String::as_str).collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(repeat: &str, codes: &[&str]) -> LoopFacts {
        let codes = codes.iter().map(|&code| code.to_owned()).collect();
        let element = ElementFacts { usage: "R".to_owned(), repeat: "1".to_owned(), data: Some("ID 2/3".to_owned()), codes };
        let segment = SegmentFacts {
            id: "REF".to_owned(),
            label: "REF[referral]".to_owned(),
            usage: "S".to_owned(),
            repeat: repeat.to_owned(),
            elements: BTreeMap::from([("01".to_owned(), element)]),
            ..SegmentFacts::default()
        };
        LoopFacts { id: "2300".to_owned(), segments: vec![segment], ..LoopFacts::default() }
    }

    #[track_caller]
    fn check(ours: &[LoopFacts], theirs: &[LoopFacts], expected: &[&str]) {
        let found: Vec<String> = compare(ours, theirs).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_facts_differ_in_nothing() {
        check(&[claim("5", &["9F"])], &[claim("5", &["9F"])], &[]);
    }

    #[test]
    fn a_difference_names_the_segment_in_our_words() {
        let expected = ["2300/REF[referral] repeat: ours 5, theirs 1", "2300/REF[referral]/01 codes: ours 9F, theirs any"];
        check(&[claim("5", &["9F"])], &[claim("1", &[])], &expected);
    }

    #[test]
    fn a_loop_in_two_places_is_reported_once() {
        let ours = [claim("5", &[]), claim("5", &[])];
        check(&ours, &[claim("1", &[]), claim("1", &[])], &["2300/REF[referral] repeat: ours 5, theirs 1"]);
        check(&ours, &[claim("5", &[])], &["2300 presence: ours there, theirs missing"]);
    }

    #[test]
    fn what_one_side_alone_has_is_reported() {
        let mut theirs = claim("5", &[]);
        theirs.segments.push(SegmentFacts { id: "K3".to_owned(), ..SegmentFacts::default() });
        theirs.segments[0].elements.clear();
        let expected = ["2300/K3 presence: ours missing, theirs there", "2300/REF[referral]/01 usage: ours R, theirs not used"];
        check(&[claim("5", &[])], &[theirs], &expected);
    }
}
