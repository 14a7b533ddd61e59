//! Defects of one element: missing, not used, repeated, a wrong code, length or type.

use x12_generate::{Document, Element, Placed};
use x12_guide::Guide;
use x12_guide::model::{Content, DataType, ElementUse, Usage, ValueUse};

use super::structure::body;
use super::{Change, Defect, Kind};

/// A value that stands in a document.
struct At<'d> {
    index: usize,
    segment: &'d Placed,
    element: usize,
    /// 0 if the element is a single value.
    component: usize,
    value: &'d ValueUse,
    /// What stands there in the first repetition.
    text: &'d str,
    /// The value before it.
    qualifier: &'d str,
    required: bool,
}

impl At<'_> {
    fn with(&self, document: &Document, kind: Kind, text: &str) -> Defect {
        Defect::new(kind, document, self.index, Change::Put(self.element, changed(self.segment, self.element, self.component, text)))
    }
}

/// An element whose first repetition has another value.
fn changed(segment: &Placed, element: usize, component: usize, text: &str) -> Element {
    let mut changed = segment.elements.get(element - 1).cloned().unwrap_or_default();
    if changed.0.is_empty() {
        changed.0.push(Vec::new());
    }
    let components = &mut changed.0[0];
    let at = component.max(1) - 1;
    if components.len() <= at {
        components.resize(at + 1, String::new());
    }
    text.clone_into(&mut components[at]);
    changed
}

/// Every value that stands in the body of the document's sets.
fn values<'d>(guide: &'d Guide, document: &'d Document) -> Vec<At<'d>> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        for used in guide.segment_at(place.use_ix).elements.iter().flatten() {
            let element = usize::from(used.at);
            let sent = segment.elements.get(element - 1);
            let text = |component: usize| sent.map_or("", |sent| sent.component(component));
            let required = used.usage == Usage::Required;
            match &used.content {
                // The length of binary data says where the next segment begins; the reader has tests of its own for that.
                Content::Simple(value) if matches!(value.data_element.as_str(), "784" | "785") => {}
                Content::Simple(value) => {
                    let qualifier = if element > 1 { segment.value(element - 1) } else { "" };
                    found.push(At { index, segment, element, component: 0, value, text: text(1), qualifier, required });
                }
                Content::Composite { components, .. } => {
                    for one in components.iter().flatten() {
                        let component = usize::from(one.at);
                        let Content::Simple(value) = &one.content else { continue };
                        let qualifier = if component > 1 { text(component - 1) } else { "" };
                        let required = one.usage == Usage::Required;
                        found.push(At { index, segment, element, component, value, text: text(component), qualifier, required });
                    }
                }
            }
        }
    }
    found.retain(|at| !at.text.is_empty());
    found
}

pub(super) fn missing(guide: &Guide, document: &Document) -> Vec<Defect> {
    let alone = |at: &At<'_>| at.segment.elements[at.element - 1].0[0].iter().filter(|part| !part.is_empty()).count() == 1;
    let mut found: Vec<Defect> = Vec::new();
    for at in values(guide, document) {
        // The last component of an element is the element.
        let is_element = at.component > 0 && alone(&at);
        let repeats = at.segment.elements[at.element - 1].0.len() > 1;
        if at.required && !is_element && !repeats {
            found.push(at.with(document, Kind::MissingElement, ""));
        }
    }
    found
}

/// A code of that length that the guide knows for no segment of that identifier.
fn foreign_code(guide: &Guide, at: &At<'_>) -> String {
    let length = at.text.len().clamp(at.value.min as usize, at.value.max as usize);
    let is_known = |code: &str| {
        let uses = guide.segments.iter().filter(|one| one.id == at.segment.id).flat_map(|one| one.elements.iter().flatten());
        let mut all: Vec<&ValueUse> = Vec::new();
        for used in uses {
            simple_values(used, &mut all);
        }
        all.iter().any(|value| value.codes.as_ref().is_some_and(|codes| codes.contains(code.as_bytes())))
    };
    let letters = ["Q", "J", "7", "K", "V", "6"];
    letters.iter().map(|letter| letter.repeat(length)).find(|code| !is_known(code)).unwrap_or_else(|| "?".repeat(length))
}

fn simple_values<'g>(used: &'g ElementUse, all: &mut Vec<&'g ValueUse>) {
    match &used.content {
        Content::Simple(value) => all.push(value),
        Content::Composite { components, .. } => components.iter().flatten().for_each(|one| simple_values(one, all)),
    }
}

pub(super) fn invalid_codes(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for at in values(guide, document) {
        if at.value.codes.is_some() {
            found.push(at.with(document, Kind::InvalidCode, &foreign_code(guide, &at)));
        } else if matches!(at.qualifier, "XX" | "HPI") && matches!(at.segment.id.as_str(), "NM1" | "N1" | "REF") && at.component == 0 {
            found.push(at.with(document, Kind::InvalidCode, &another_digit(at.text)));
        }
    }
    found
}

/// A number whose last digit, the one that is checked, is another.
fn another_digit(number: &str) -> String {
    let (rest, last) = number.split_at(number.len() - 1);
    format!("{rest}{}", (last.parse::<u8>().unwrap_or(0) + 1) % 10)
}

/// Whether the length of a value is its own: not a code, a date or a time.
fn has_length(at: &At<'_>) -> bool {
    let is_dated = at.value.data_element == "1251" && matches!(at.qualifier, "D8" | "RD8" | "D6" | "DT" | "TM");
    at.value.codes.is_none() && !is_dated && !matches!(at.value.data_type, DataType::Date | DataType::Time | DataType::Binary)
}

pub(super) fn too_long(guide: &Guide, document: &Document) -> Vec<Defect> {
    let measured = values(guide, document).into_iter().filter(has_length);
    measured.map(|at| at.with(document, Kind::TooLong, &"1".repeat(at.value.max as usize + 1))).collect()
}

pub(super) fn too_short(guide: &Guide, document: &Document) -> Vec<Defect> {
    let measured = values(guide, document).into_iter().filter(|at| has_length(at) && at.value.min > 1);
    measured.map(|at| at.with(document, Kind::TooShort, &"1".repeat(at.value.min as usize - 1))).collect()
}

pub(super) fn wrong_type(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for at in values(guide, document) {
        let wrong: &[&str] = match (at.value.data_type, at.value.data_element.as_str(), at.qualifier) {
            _ if at.value.codes.is_some() => continue,
            (DataType::Decimal, ..) => &["1,0", "12X", "+5", "1E3", "1.2.3"],
            (DataType::Numeric { .. }, ..) => &["1X", "A", "1 2"],
            (DataType::Date, ..) if at.value.max == 6 => &["250230", "ABCDEF"],
            (DataType::Date, ..) | (_, "1251", "D8") => &["20250230", "00000000", "20251301", "2025ABCD", "01/02/25"],
            (_, "1251", "RD8") => &["20250230-20250301", "20250101", "20250201-20250101"],
            (DataType::Time, ..) => &["2561", "AB00", "1275"],
            _ => continue,
        };
        let sendable = wrong.iter().filter(|text| document.delimiters.find_in(text.as_bytes()).is_none());
        found.extend(sendable.map(|text| at.with(document, Kind::WrongType, text)));
    }
    found
}

pub(super) fn not_used(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        for (position, used) in (1..).zip(&guide.segment_at(place.use_ix).elements) {
            match used.as_ref().map(|used| &used.content) {
                None => found.push(Defect::new(Kind::NotUsed, document, index, Change::Put(position, Element::simple("1")))),
                Some(Content::Composite { components, .. }) if segment.elements.get(position - 1).is_some_and(|element| !element.is_empty()) => {
                    let unused = (1..).zip(components).filter(|(_, component)| component.is_none());
                    found.extend(
                        unused.map(|(component, _)| {
                            Defect::new(Kind::NotUsed, document, index, Change::Put(position, changed(segment, position, component, "1")))
                        }),
                    );
                }
                Some(_) => {}
            }
        }
    }
    found
}

pub(super) fn too_many(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    if document.delimiters.repetition.is_none() {
        return found;
    }
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        for used in guide.segment_at(place.use_ix).elements.iter().flatten() {
            let position = usize::from(used.at);
            let Some(most) = used.repeat.0 else { continue };
            let Some(first) = segment.elements.get(position - 1).filter(|element| !element.is_empty()).and_then(|element| element.0.first()) else { continue };
            let repeated = Element(vec![first.clone(); most as usize + 1]);
            found.push(Defect::new(Kind::TooMany, document, index, Change::Put(position, repeated)));
        }
    }
    found
}
