//! The payload in a SOAP body: X12 text in real time, Base64 or a pointer to an attachment (XOP) in a batch.

use crate::base64_text::decode_base64;
use crate::error::{Error, ErrorKind};
use crate::field::Field;
use crate::limits::Limits;
use crate::operation::Operation;
use crate::xml::{Element, Namespace, Token, XmlReader, is_white_space};

/// Byte of the segment terminator in an ISA, whose elements have fixed widths.
const TERMINATOR_AT: usize = 105;

/// Where the payload is.
pub(super) enum PayloadText {
    Inline(Vec<u8>),
    Elsewhere(Include),
}

/// A pointer to the part that holds the payload.
pub(crate) struct Include {
    pub(crate) content_id: String,
    pub(crate) offset: usize,
}

/// Reads the payload element that was just opened, up to its end.
pub(super) fn read_payload(reader: &mut XmlReader<'_>, operation: Operation, limits: &Limits) -> Result<PayloadText, Error> {
    let start = reader.offset();
    let mut text = String::new();
    let mut include: Option<Include> = None;
    loop {
        match reader.next()? {
            Token::Text(piece) => reader.push_limited(&mut text, &piece, limits.max_payload_bytes)?,
            Token::Open(element) if include.is_some() => {
                return Err(Error::body(element.offset, ErrorKind::IncludeBesideText));
            }
            Token::Open(element) => include = Some(read_include(reader, &element)?),
            Token::Close | Token::End => break,
        }
    }
    match include {
        Some(include) if is_white_space(&text) => Ok(PayloadText::Elsewhere(include)),
        Some(include) => Err(Error::body(include.offset, ErrorKind::IncludeBesideText)),
        None if operation.is_real_time() => Ok(PayloadText::Inline(trimmed(&text).as_bytes().to_vec())),
        None => decode_base64(text.as_bytes(), start).map(PayloadText::Inline),
    }
}

fn read_include(reader: &mut XmlReader<'_>, element: &Element<'_>) -> Result<Include, Error> {
    if !element.is(Namespace::Xop, "Include") {
        return Err(Error::body(element.offset, ErrorKind::FieldNotText { field: Field::Payload }));
    }
    let malformed = || Error::body(element.offset, ErrorKind::IncludeMalformed);
    let href = reader.attribute(element, Namespace::None, "href").ok_or_else(malformed)?;
    let content_id = href.strip_prefix("cid:").and_then(percent_decoded).filter(|id| !id.is_empty());
    let content_id = content_id.ok_or_else(malformed)?;
    match reader.child()? {
        None => Ok(Include { content_id, offset: element.offset }),
        Some(_) => Err(malformed()),
    }
}

/// Undoes `%40` and the like; `None` if what follows a `%` is no byte, or the bytes are no text.
fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// The X12 without the white space that XML puts around it.
///
/// White space may be the segment terminator itself; then the first one after the last segment belongs to the X12.
fn trimmed(text: &str) -> &str {
    let text = text.trim_ascii_start();
    let end = text.trim_ascii_end().len();
    let terminator = text.as_bytes().get(TERMINATOR_AT).filter(|_| text.starts_with("ISA"));
    let after = text.as_bytes().get(end..).unwrap_or_default();
    let terminated_at = terminator.and_then(|terminator| after.iter().position(|byte| byte == terminator));
    let end = terminated_at.map_or(end, |position| end.saturating_add(position).saturating_add(1));
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_x12_is_not_x12() {
        assert_eq!(trimmed("\n  ISA*00~IEA*1~\r\n  "), "ISA*00~IEA*1~");
        assert_eq!(trimmed(" \n "), "");
    }

    #[test]
    fn a_line_feed_that_terminates_segments_is_x12() {
        let isa = format!("ISA{}\n", "*".repeat(TERMINATOR_AT - 3));
        assert_eq!(trimmed(&format!("\n{isa}IEA*1\n\n  ")), format!("{isa}IEA*1\n"));
        assert_eq!(trimmed(&format!("{isa}IEA*1")), format!("{isa}IEA*1"));
        assert_eq!(trimmed(&format!("{isa}IEA*1  \n ")), format!("{isa}IEA*1  \n"));
    }

    #[test]
    fn a_content_id_is_percent_decoded() {
        assert_eq!(percent_decoded("p1%40gw").as_deref(), Some("p1@gw"));
        for text in ["p1%4", "p1%", "p1%zz", "p1%+4", "%ff"] {
            assert_eq!(percent_decoded(text), None, "{text}");
        }
    }
}
