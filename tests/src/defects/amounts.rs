//! Amounts of a balance, each changed by a cent: the balance may show at any segment of its set.

use x12_generate::{Document, Element, Placed};
use x12_guide::Guide;

use super::structure::body;
use super::{Change, Defect, Kind};

pub(super) fn unbalanced(guide: &Guide, document: &Document) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, segment) in body(document) {
        let Some(place) = segment.place else { continue };
        let whole = guide.loop_at(guide.segment_at(place.use_ix).loop_ix).id.as_str();
        let places: Vec<usize> = match (guide.short.as_str(), segment.id.as_str(), whole) {
            ("837P" | "837D" | "837I", "CLM", _) | ("837P", "SV1", _) | ("837D", "SV3", _) | ("837I" | "837P" | "837D", "SVD", _) => vec![2],
            ("837I", "SV2", _) => vec![3],
            ("837P" | "837D" | "837I", "CAS", "2430") => adjustments(segment),
            ("837P" | "837D" | "837I", "CAS", "2320") if has_paid(document, place.instance) => adjustments(segment),
            ("820", "BPR", _) => vec![2],
            ("820", "RMR", _) if segment.value(5).is_empty() => vec![4],
            ("820", "RMR", _) => vec![4, 5],
            ("820", "ADX", "2200A" | "2200B") => vec![1],
            ("835", "BPR", _) => vec![2],
            ("835", "CLP", _) => vec![3, 4],
            ("835", "SVC", _) => vec![2, 3],
            ("835", "CAS", _) => adjustments(segment),
            ("835", "PLB", _) => (4..=14).step_by(2).filter(|at| !segment.value(*at).is_empty()).collect(),
            _ => Vec::new(),
        };
        let (first, last) = set_around(document, index);
        found.extend(places.into_iter().map(|at| {
            let wrong = Element::simple(shifted(segment.value(at)));
            Defect::new(Kind::UnbalancedAmount, document, index, Change::Put(at, wrong)).found(first, last)
        }));
    }
    found
}

fn adjustments(segment: &Placed) -> Vec<usize> {
    (3..=18).step_by(3).filter(|at| !segment.value(*at).is_empty()).collect()
}

/// Whether the other payer of a loop says what it paid.
fn has_paid(document: &Document, instance: usize) -> bool {
    document.segments.iter().any(|segment| segment.id == "AMT" && segment.value(1) == "D" && segment.place.is_some_and(|place| place.instance == instance))
}

/// The first and the last segment of the set around a segment.
pub(super) fn set_around(document: &Document, index: usize) -> (usize, usize) {
    let first = document.segments[..index].iter().rposition(|segment| segment.id == "ST").unwrap_or(0);
    let last = document.segments[index..].iter().position(|segment| segment.id == "SE").map_or(index, |at| index + at);
    (first, last)
}

/// An amount and a cent; never 0.
fn shifted(amount: &str) -> String {
    let cents = x12_syntax::value::cents(amount.as_bytes()).unwrap_or(0);
    let more = if cents == -1 { cents + 2 } else { cents + 1 };
    format!("{}{}.{:02}", if more < 0 { "-" } else { "" }, more.unsigned_abs() / 100, more.unsigned_abs() % 100)
}
