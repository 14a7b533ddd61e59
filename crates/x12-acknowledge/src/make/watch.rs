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
    /// The segment with which the business object begins, if it is named only behind it.
    begins: Option<&'static [u8]>,
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
        if place.begins == Some(id) || matches!(id, b"HL" | b"SE") && self.units.back().is_some_and(|(_, unit)| unit.is_some()) {
            self.push(segment.ordinal(), None);
        }
        if id == place.segment && place.qualifier.is_none_or(|(element, value)| segment.value(element) == value) {
            let value = clean_some(&String::from_utf8_lossy(segment.value(place.element)), IDENTIFIER_LENGTH);
            let entry = value.map(|value| ContextEntry { name: place.name.to_owned(), value: Some(Private::new(value)) });
            match self.units.back_mut().filter(|(_, unit)| place.begins.is_some() && unit.is_none()) {
                Some((_, unit)) => *unit = entry,
                None => self.push(segment.ordinal(), entry),
            }
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
    let place = |segment, element, name| UnitPlace { segment, begins: None, qualifier: None, element, name };
    Some(match transaction {
        b"837" => place(b"CLM", 1, "CLM01"),
        b"835" | b"276" | b"277" | b"278" => place(b"TRN", 2, "TRN02"),
        b"270" | b"271" => UnitPlace { qualifier: Some((1, b"IL")), ..place(b"NM1", 9, "SUBSCRIBER NAME NM109") },
        b"820" => place(b"ENT", 1, "ENT01"),
        b"834" => UnitPlace { begins: Some(b"INS"), qualifier: Some((1, b"0F")), ..place(b"REF", 2, "SUBSCRIBER NUMBER REF02") },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use x12_syntax::{Event, SliceReader};

    use super::*;

    /// What the segments of a set are put to, from ST on.
    #[track_caller]
    fn check(set: &str, expected: &[Option<&str>]) {
        let isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~GS*BE*A1*B1*20260101*1200*1*X*005010X220A1~";
        let document = format!("{isa}{set}");
        let (mut reader, mut watch, mut ordinals) = (SliceReader::new(document.as_bytes()), SetWatch::default(), Vec::new());
        while let Some(event) = reader.next().unwrap() {
            if let Event::Segment(segment) = event
                && segment.ordinal() > 2
            {
                watch.see(&segment);
                ordinals.push(segment.ordinal());
            }
        }
        let named = |ordinal: &u64| watch.context(*ordinal, false).and_then(|context| context.entries[0].value.as_ref().map(|value| value.expose().to_owned()));
        let found: Vec<Option<String>> = ordinals.iter().map(named).collect();
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_member_is_known_from_the_segment_that_begins_it() {
        let set = "ST*834*0001~INS*Y*18~REF*0F*M1~DTP*336*D8*20260101~INS*N*19~REF*0F*M2~SE*7*0001~";
        check(set, &[None, Some("M1"), Some("M1"), Some("M1"), Some("M2"), Some("M2"), None]);
    }

    #[test]
    fn a_level_belongs_to_no_claim_before_its_own() {
        let set = "ST*837*0001~HL*1**20*1~CLM*C1*1~HI*ABK:J069~HL*2*1*22*0~NM1*IL*1*DOE~CLM*C2*1~SE*8*0001~";
        check(set, &[None, None, Some("C1"), Some("C1"), None, None, Some("C2"), None]);
    }
}
