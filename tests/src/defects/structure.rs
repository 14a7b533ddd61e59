//! Defects of structure: segments missing, too many, out of order, unknown, and levels under the wrong parent.

use x12_generate::{Document, Placed};
use x12_guide::Guide;
use x12_guide::model::Usage;

use super::{Change, Defect, Kind};

/// The segments of sets, ST and SE excluded, by index.
pub(super) fn body(document: &Document) -> impl Iterator<Item = (usize, &Placed)> {
    document.segments.iter().enumerate().filter(|(_, segment)| segment.place.is_some() && !matches!(segment.id.as_str(), "ST" | "SE"))
}

/// Whether a loop of the document stands in another, or is that one.
fn is_within(document: &Document, mut inner: usize, outer: usize) -> bool {
    while inner != outer {
        match document.instances[inner].parent {
            Some(parent) => inner = parent,
            None => return false,
        }
    }
    true
}

/// The index behind the last segment of a loop, loops in it included.
fn end_of(document: &Document, instance: usize) -> usize {
    let inside = |segment: &Placed| segment.place.is_some_and(|place| is_within(document, place.instance, instance));
    document.segments.iter().rposition(inside).map_or(0, |index| index + 1)
}

/// How often a use stands in a loop of the document.
fn count(document: &Document, segment: &Placed) -> usize {
    document.segments.iter().filter(|other| other.place == segment.place).count()
}

pub(super) fn missing(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        let one = guide.segment_at(place.use_ix);
        let starts = guide.first_segment(one.loop_ix) == Some(place.use_ix);
        if one.usage != Usage::Required || count(document, segment) != 1 {
            continue;
        }
        if starts && !must_be(guide, document, place.instance) && !shows(guide, document, segment) {
            continue;
        }
        // One segment is gone: what stood behind the loop is one place nearer.
        let end = if starts { end_of_neighbours(guide, document, place.instance) } else { end_of(document, place.instance) };
        found.push(Defect::new(Kind::MissingSegment, document, index, Change::Remove).found(index, end.saturating_sub(1).max(index)));
    }
    found
}

/// The index of the first segment behind a loop and behind its neighbours, among which it may stand anywhere.
fn end_of_neighbours(guide: &Guide, document: &Document, instance: usize) -> usize {
    let own = document.instances[instance];
    let Some(parent) = own.parent else { return end_of(document, instance) };
    let position = guide.loop_at(own.loop_ix).position;
    let is_neighbour = |other: usize| document.instances[other].parent == Some(parent) && guide.loop_at(document.instances[other].loop_ix).position == position;
    let end = (0..document.instances.len()).filter(|other| is_neighbour(*other)).map(|other| end_of(document, other)).max();
    end.unwrap_or(0)
}

/// Whether a loop is the only one of its kind in a loop that must have one.
fn must_be(guide: &Guide, document: &Document, instance: usize) -> bool {
    let own = document.instances[instance];
    guide.loop_at(own.loop_ix).usage == Usage::Required && document.instances.iter().filter(|other| **other == own).count() == 1
}

/// Whether a loop without its first segment still shows: by another that it must have once and that stands in no other kind of loop.
fn shows(guide: &Guide, document: &Document, first: &Placed) -> bool {
    let kind = |use_ix| &guide.loop_at(guide.segment_at(use_ix).loop_ix).id;
    let tells = |other: &Placed| {
        let (Some(at), Some(own)) = (other.place, first.place) else { return false };
        let one = guide.segment_at(at.use_ix);
        let elsewhere = (0..).map(x12_guide::model::SegmentIx).zip(&guide.segments).any(|(ix, use_)| use_.id == one.id && kind(ix) != kind(at.use_ix));
        at.instance == own.instance && at.use_ix != own.use_ix && one.usage == Usage::Required && one.repeat.0 == Some(1) && !elsewhere
    };
    document.segments.iter().any(tells)
}

/// One more than the guide allows, beside one that is there: any of them may be the surplus one.
pub(super) fn too_many(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        let one = guide.segment_at(place.use_ix);
        let last_of = |is_alike: &dyn Fn(&Placed) -> bool| document.segments.iter().rposition(is_alike).unwrap_or(index);
        if guide.first_segment(one.loop_ix) != Some(place.use_ix) {
            if one.repeat.0.is_some_and(|most| count(document, segment) == most as usize) {
                let last = last_of(&|other| other.place == segment.place);
                let copies = vec![segment.clone()];
                found.push(Defect::new(Kind::TooMany, document, index + 1, Change::Insert(copies)).found(index, last + 1));
            }
            continue;
        }
        let whole = guide.loop_at(one.loop_ix);
        let instance = document.instances[place.instance];
        let siblings = document.instances.iter().filter(|other| **other == instance).count();
        if whole.hl.is_none() && whole.repeat.0.is_some_and(|most| siblings == most as usize) {
            let end = end_of(document, place.instance);
            let copies = document.segments[index..end].to_vec();
            let last = last_of(&|other| other.place.is_some_and(|at| at.use_ix == place.use_ix && document.instances[at.instance] == instance));
            let at = (end, (last + copies.len()).max(end));
            found.push(Defect::new(Kind::TooMany, document, end, Change::Insert(copies)).found(at.0, at.1));
        }
    }
    found
}

pub(super) fn misordered(guide: &Guide, document: &Document) -> Vec<Defect> {
    let pairs = body(document).zip(body(document).skip(1));
    let is_ordered = |one: &Placed, other: &Placed| {
        let (Some(first), Some(second)) = (one.place, other.place) else { return false };
        let starts = guide.first_segment(guide.segment_at(first.use_ix).loop_ix) == Some(first.use_ix);
        first.instance == second.instance && !starts && guide.segment_at(first.use_ix).position != guide.segment_at(second.use_ix).position
    };
    let found = pairs.filter(|((index, one), (next, other))| index + 1 == *next && is_ordered(one, other));
    found.map(|((index, _), _)| Defect::new(Kind::WrongOrder, document, index, Change::Swap).found(index, index + 1)).collect()
}

pub(super) fn unknown(document: &Document) -> Vec<Defect> {
    let places = document.segments.iter().enumerate().filter(|(_, segment)| segment.place.is_some() && segment.id != "ST");
    places.map(|(index, _)| Defect::new(Kind::UnknownSegment, document, index, Change::Insert(vec![Placed::control("ZZZ", &["1", "X"])]))).collect()
}

pub(super) fn parents(document: &Document) -> Vec<Defect> {
    let levels = body(document).filter(|(_, segment)| segment.id == "HL" && !segment.value(2).is_empty());
    levels
        .flat_map(|(index, segment)| {
            let wrong = [segment.value(1).to_owned(), "999".to_owned()];
            wrong.map(|value| Defect::new(Kind::WrongParent, document, index, Change::Put(2, x12_generate::Element::simple(value))))
        })
        .collect()
}

/// Every segment left out, repeated where it starts no loop, or exchanged with the next: a defect or none, but never several.
pub(super) fn disturbed(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        let starts = guide.first_segment(guide.segment_at(place.use_ix).loop_ix) == Some(place.use_ix);
        let next = document.segments.get(index + 1).filter(|next| next.place.is_some() && next.id != "SE");
        found.push(Defect::new(Kind::MissingSegment, document, index, Change::Remove));
        if !starts {
            found.push(Defect::new(Kind::TooMany, document, index + 1, Change::Insert(vec![segment.clone()])));
        }
        if next.is_some_and(|next| next.id != segment.id) {
            found.push(Defect::new(Kind::WrongOrder, document, index, Change::Swap));
        }
    }
    let around = |index: usize| super::amounts::set_around(document, index);
    found
        .into_iter()
        .map(|defect| {
            let (first, last) = around(defect.index.min(document.segments.len() - 1));
            defect.found(first, last + 1)
        })
        .collect()
}
