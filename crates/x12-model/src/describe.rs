//! The documentation of records: one row for each field, with its path in JSON, its X12 address and its words.

use x12_guide::model::{Guide, LoopIx};

use crate::address::Address;
use crate::draft::inner_loop;
use crate::scope::names;

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// Its path in JSON (`serviceLines[].procedure.code`).
    pub json: String,
    /// Its X12 address (`2400/SV101-2`).
    pub x12: String,
    /// What it is.
    pub words: &'static str,
}

/// The rows collected so far.
#[derive(Debug)]
pub struct Rows<'g> {
    guide: &'g Guide,
    rows: Vec<FieldRow>,
}

/// Where a record stands while its fields are listed.
#[derive(Debug, Clone)]
pub struct Place {
    json: String,
    loop_ix: Option<LoopIx>,
    /// `2400/SV1` and the element at which the record begins, in a record that is read from a segment.
    segment: Option<(String, u8)>,
    words: &'static str,
}

impl<'g> Rows<'g> {
    /// No rows of a guide.
    #[must_use]
    pub fn new(guide: &'g Guide) -> Self {
        Self { guide, rows: Vec::new() }
    }

    /// The rows.
    #[must_use]
    pub fn into_vec(self) -> Vec<FieldRow> {
        self.rows
    }

    /// Adds a field that is one value, if its loop has a place for it.
    pub fn push(&mut self, place: &Place, at: &Address) {
        if let Some(x12) = self.address(place, at) {
            self.rows.push(FieldRow { json: place.json.clone(), x12, words: place.words });
        }
    }

    /// The place of a record that begins in a segment.
    #[must_use]
    pub fn into_segment(&self, place: &Place, at: &Address) -> Option<Place> {
        let start = Address { element: 0, component: 0, ..*at };
        let text = match &place.segment {
            Some((segment, _)) => segment.clone(),
            None => self.address(place, &start)?,
        };
        let base = place.segment.as_ref().map_or(1, |(_, base)| *base);
        Some(Place { segment: Some((text, base + at.element.max(1) - 1)), ..place.clone() })
    }

    /// The place of a record that is a loop.
    #[must_use]
    pub fn into_loop(&self, place: &Place, at: &Address) -> Option<Place> {
        let loop_ix = match (at.outer, place.loop_ix) {
            (Some(outer), _) => self.outer(outer),
            (None, Some(ix)) if at.loop_id.is_empty() => Some(ix),
            (None, Some(ix)) => inner_loop(self.guide, ix, at.loop_id),
            (None, None) => None,
        };
        loop_ix.map(|ix| Place { loop_ix: Some(ix), ..place.clone() })
    }

    fn outer(&self, id: &str) -> Option<LoopIx> {
        let index = self.guide.loops.iter().position(|one| one.id == id).unwrap_or(0);
        u16::try_from(index).ok().map(LoopIx)
    }

    fn address(&self, place: &Place, at: &Address) -> Option<String> {
        if let Some((segment, base)) = &place.segment {
            return Some(format!("{segment}{}", position(at, *base)));
        }
        let loop_ix = match at.outer {
            Some(outer) => self.outer(outer),
            None => place.loop_ix,
        }?;
        let one = self.guide.loop_at(loop_ix);
        let used = self.guide.segments.iter().find(|used| used.loop_ix == loop_ix && names(used, at))?;
        let key = if used.key.eq_ignore_ascii_case(&used.id) { String::new() } else { format!("[{}]", used.key) };
        let path = if one.path.is_empty() { String::new() } else { format!("{}/", one.path) };
        Some(format!("{path}{}{key}{}", used.id, position(at, 1)))
    }
}

/// The element and component of an address, counted from where the record begins.
fn position(at: &Address, base: u8) -> String {
    if at.element == 0 {
        return String::new();
    }
    let mut text = format!("{:02}", base + at.element - 1);
    if at.last_element > at.element {
        text.push_str(&format!("..{:02}", base + at.last_element - 1));
    }
    if at.component > 0 {
        text.push_str(&format!("-{}", at.component));
    }
    if at.last_component > at.component {
        text.push_str(&format!("..{}", at.last_component));
    }
    text
}

impl Place {
    /// The place of a whole document, in a loop.
    #[must_use]
    pub fn root(loop_ix: LoopIx) -> Self {
        Self { json: String::new(), loop_ix: Some(loop_ix), segment: None, words: "" }
    }

    /// The place of a field in the record here, with its Rust name.
    #[must_use]
    pub fn field(&self, name: &str, words: &'static str) -> Self {
        let dot = if self.json.is_empty() { "" } else { "." };
        Self { json: format!("{}{dot}{}", self.json, camel(name)), words, ..self.clone() }
    }

    /// The same place in a list.
    #[must_use]
    pub fn listed(&self) -> Self {
        Self { json: format!("{}[]", self.json), ..self.clone() }
    }
}

/// `patient_control_number` as `patientControlNumber`.
fn camel(name: &str) -> String {
    let mut up = false;
    name.chars()
        .filter_map(|one| {
            if one == '_' {
                up = true;
                return None;
            }
            Some(if std::mem::take(&mut up) { one.to_ascii_uppercase() } else { one })
        })
        .collect()
}
