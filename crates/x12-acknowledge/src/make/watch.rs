//! What must be remembered of a set's segments until its findings are told at its end: whose claim they belong to, and how segments that
//! have no proper identifier call themselves.

use std::collections::VecDeque;

use x12_syntax::Segment;

use crate::limits;
use crate::model::{ContextEntry, SegmentContext};
use crate::private::Private;
use crate::write::text::clean_some;

/// The longest identifier in a CTX.
const IDENTIFIER_LENGTH: usize = 35;

/// Where a set names its business objects: the element of a segment that holds the identifier, and what CTX calls it (005010X231A1, CTX01-1).
#[derive(Debug, Clone, Copy)]
struct UnitPlace {
    segment: &'static [u8],
    qualifier: Option<(usize, &'static [u8])>,
    element: usize,
    name: &'static str,
}

/// Remembers what is needed of one set.
#[derive(Debug, Default)]
pub(super) struct SetWatch {
    place: Option<UnitPlace>,
    /// From which ordinal in the file on which business object is spoken of.
    units: VecDeque<(u64, Option<ContextEntry>)>,
    odd: Vec<(u64, String)>,
}

impl SetWatch {
    /// Sees a segment of the set; ST begins a new one.
    pub(super) fn see(&mut self, segment: &Segment<'_>) {
        let id = segment.id();
        if id == b"ST" {
            *self = Self { place: place_of(segment.value(1)), ..Self::default() };
        }
        if !is_well_formed(id) && self.odd.len() < limits::ODD_SEGMENTS {
            self.odd.push((segment.ordinal(), String::from_utf8_lossy(id).into_owned()));
        }
        let Some(place) = self.place else { return };
        if id == b"HL" && self.units.back().is_some_and(|(_, unit)| unit.is_some()) {
            self.push(segment.ordinal(), None);
        }
        if id == place.segment && place.qualifier.is_none_or(|(element, value)| segment.value(element) == value) {
            let value = clean_some(&String::from_utf8_lossy(segment.value(place.element)), IDENTIFIER_LENGTH);
            let entry = value.map(|value| ContextEntry { name: place.name.to_owned(), value: Some(Private::new(value)) });
            self.push(segment.ordinal(), entry);
        }
    }

    fn push(&mut self, ordinal: u64, unit: Option<ContextEntry>) {
        if self.units.len() == limits::BUSINESS_UNITS {
            self.units.pop_front();
        }
        self.units.push_back((ordinal, unit));
    }

    /// The business object that a segment belongs to, or where something is missing before it, the one before.
    pub(super) fn context(&self, ordinal: u64, is_missing: bool) -> Option<SegmentContext> {
        let at = if is_missing { ordinal.saturating_sub(1) } else { ordinal };
        let behind = self.units.partition_point(|(from, _)| *from <= at);
        let (_, unit) = self.units.get(behind.checked_sub(1)?)?;
        unit.clone().map(|unit| SegmentContext { entries: vec![unit], ..SegmentContext::default() })
    }

    /// The identifier of a segment that has no proper one.
    pub(super) fn odd_id(&self, ordinal: u64) -> Option<&str> {
        self.odd.iter().find(|(at, _)| *at == ordinal).map(|(_, id)| id.as_str())
    }
}

fn is_well_formed(id: &[u8]) -> bool {
    matches!(id.len(), 2 | 3) && id.first().is_some_and(u8::is_ascii_uppercase) && id.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn place_of(transaction: &[u8]) -> Option<UnitPlace> {
    let place = |segment, element, name| UnitPlace { segment, qualifier: None, element, name };
    Some(match transaction {
        b"837" => place(b"CLM", 1, "CLM01"),
        b"835" | b"276" | b"277" | b"278" => place(b"TRN", 2, "TRN02"),
        b"270" | b"271" => UnitPlace { qualifier: Some((1, b"IL")), ..place(b"NM1", 9, "SUBSCRIBER NAME NM109") },
        b"820" => place(b"ENT", 1, "ENT01"),
        b"834" => UnitPlace { qualifier: Some((1, b"0F")), ..place(b"REF", 2, "SUBSCRIBER NUMBER REF02") },
        _ => return None,
    })
}
