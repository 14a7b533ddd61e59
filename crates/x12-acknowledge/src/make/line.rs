//! Loop 2220D of the 277CA: a service line, as SV1, SV2 or SV3 of the 837 gives it.
//!
//! Invariant: a line is told with values that a 277CA can carry, or not at all; its claim tells the fault in any case.

use x12_syntax::value::cents;
use x12_syntax::{Element, Segment};

use super::claim::amount;
use super::submission::text;
use crate::model::LineResponse;
use crate::private::Private;
use crate::write::text::clean;

/// SVC01-1 (005010X214).
const PROCEDURE_KINDS: [&str; 7] = ["AD", "ER", "HC", "HP", "IV", "NU", "WK"];
/// SVC01-2, and modifiers.
const PROCEDURE_LENGTH: usize = 48;
const MODIFIER_LENGTH: usize = 2;
/// SVC04 and SVC02.
const REVENUE_CODE_LENGTH: usize = 48;
const CHARGE_LENGTH: usize = 18;

/// Takes what the service segment of the line says.
pub(super) fn fill(line: &mut LineResponse, segment: &Segment<'_>) {
    let (procedure, charge, units) = match segment.id() {
        b"SV2" => (2, 3, 5),
        b"SV3" => (1, 2, 6),
        _ => (1, 2, 4),
    };
    line.procedure = segment.element(procedure).map(|element| procedure_of(&element)).unwrap_or_default();
    line.charge = charge_of(&text(segment, charge, CHARGE_LENGTH));
    line.units = Some(text(segment, units, 15)).filter(|units| is_quantity(units));
    if segment.id() == b"SV2" {
        let revenue_code = text(segment, 1, REVENUE_CODE_LENGTH);
        match line.procedure.is_empty() {
            true if !revenue_code.is_empty() => line.procedure = vec!["NU".to_owned(), revenue_code],
            true => {}
            false => line.revenue_code = Some(revenue_code).filter(|code| !code.is_empty()),
        }
    }
}

/// Takes a reference number of the line.
pub(super) fn refer(line: &mut LineResponse, kind: &[u8], value: String) {
    match kind {
        b"6R" => line.line_item_control_number = Some(Private::new(value)),
        b"XZ" => line.prescription_number = Some(Private::new(value)),
        _ => {}
    }
}

/// Whether SVC01, which the 277CA asks for, is known.
pub(super) fn can_be_told(line: &LineResponse) -> bool {
    !line.procedure.is_empty()
}

/// Kind, code and modifiers; empty where there is no code of a kind that the 277CA knows.
fn procedure_of(element: &Element<'_>) -> Vec<String> {
    let part = |position: usize, most| clean(&element.component(position).map(|part| String::from_utf8_lossy(part.bytes())).unwrap_or_default(), most);
    let (kind, code) = (part(1, 2), part(2, PROCEDURE_LENGTH));
    if !PROCEDURE_KINDS.contains(&kind.as_str()) || code.trim().is_empty() {
        return Vec::new();
    }
    let modifiers = (3..=6).map(|position| part(position, MODIFIER_LENGTH)).map(|one| if one.trim().len() == MODIFIER_LENGTH { one } else { String::new() });
    let mut parts: Vec<String> = [kind, code].into_iter().chain(modifiers).collect();
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts
}

/// A charge that is no amount is told as such, and not repeated.
pub(super) fn charge_of(charge: &str) -> String {
    match cents(charge.as_bytes()) {
        Some(_) if charge.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2) => charge.to_owned(),
        Some(cents) => amount(cents),
        None => "0".to_owned(),
    }
}

fn is_quantity(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && cents(text.as_bytes()).is_some()
}
