//! Wrong counts and control numbers in trailers.

use x12_generate::{Document, Element};

use super::{Change, Defect, Kind};

fn trailers(document: &Document) -> impl Iterator<Item = usize> {
    document.segments.iter().enumerate().filter(|(_, segment)| matches!(segment.id.as_str(), "SE" | "GE" | "IEA")).map(|(index, _)| index)
}

pub(super) fn counts(document: &Document) -> Vec<Defect> {
    trailers(document)
        .map(|index| {
            let is_set = document.segments[index].id == "SE";
            Defect::new(Kind::WrongCount, document, index, Change::Put(1, Element::simple(if is_set { "7777" } else { "77" })))
        })
        .collect()
}

pub(super) fn control_numbers(document: &Document) -> Vec<Defect> {
    let wrong = |index: usize| if document.segments[index].id == "IEA" { "000000777" } else { "777777" };
    trailers(document).map(|index| Defect::new(Kind::WrongControlNumber, document, index, Change::Put(2, Element::simple(wrong(index))))).collect()
}
