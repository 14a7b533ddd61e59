//! Values of segments as the core's types.

use gateway_core::claim::Procedure;
use gateway_core::money::Cents;
use gateway_core::quantity::Quantity;
use jiff::civil::Date;
use x12_syntax::Segment;

use super::ReadError;

/// The ordinal of a segment in its file. A file of more than four thousand million segments is above every limit, so the end of the range is never met.
pub(crate) fn ordinal(segment: &Segment<'_>) -> u32 {
    u32::try_from(segment.ordinal()).unwrap_or(u32::MAX)
}

/// An element as text, empty where none was sent. Bytes that are no UTF-8 are replaced: identifiers that we compare are ASCII.
pub(crate) fn text(segment: &Segment<'_>, position: usize) -> String {
    String::from_utf8_lossy(segment.value(position)).trim_end().to_owned()
}

/// An element as text; `None` where none was sent.
pub(crate) fn some_text(segment: &Segment<'_>, position: usize) -> Option<String> {
    Some(text(segment, position)).filter(|text| !text.is_empty())
}

/// A component as text; `None` where none was sent.
pub(crate) fn component(segment: &Segment<'_>, position: usize, component: usize) -> Option<String> {
    let part = segment.element(position)?.component(component)?;
    Some(String::from_utf8_lossy(part.bytes()).into_owned()).filter(|text| !text.is_empty())
}

/// An amount that must be there.
pub(crate) fn amount(segment: &Segment<'_>, position: usize, element: &'static str) -> Result<Cents, ReadError> {
    let wrong = ReadError::Value { segment: ordinal(segment), element, expected: "an amount of at most two decimals" };
    Cents::parse(&text(segment, position)).map_err(|_| wrong)
}

/// An amount that may be left out.
pub(crate) fn some_amount(segment: &Segment<'_>, position: usize, element: &'static str) -> Result<Option<Cents>, ReadError> {
    if segment.value(position).is_empty() { Ok(None) } else { amount(segment, position, element).map(Some) }
}

/// A quantity that may be left out.
pub(crate) fn some_quantity(segment: &Segment<'_>, position: usize, element: &'static str) -> Result<Option<Quantity>, ReadError> {
    let wrong = ReadError::Value { segment: ordinal(segment), element, expected: "a number" };
    some_text(segment, position).map(|lexeme| Quantity::parse(&lexeme).map_err(|_| wrong)).transpose()
}

/// A date of eight digits; `None` where there is none, or no real one.
pub(crate) fn date(segment: &Segment<'_>, position: usize) -> Option<Date> {
    civil_date(segment.value(position))
}

/// A date out of eight digits.
pub(crate) fn civil_date(digits: &[u8]) -> Option<Date> {
    let date = x12_syntax::value::Date::ccyymmdd(digits)?;
    let small = |number: u8| i8::try_from(number).ok();
    Date::new(i16::try_from(date.year).ok()?, small(date.month)?, small(date.day)?).ok()
}

/// A composite procedure (SV101, SVC01); `None` where none was sent.
pub(crate) fn procedure(segment: &Segment<'_>, position: usize) -> Option<Procedure> {
    let part = |at| component(segment, position, at);
    let qualifier = part(1)?;
    Some(Procedure { qualifier, code: part(2).unwrap_or_default(), modifiers: (3..=6).filter_map(part).collect() })
}
