//! Text that XML can carry, and the two ways to write it.
//!
//! A reader of XML turns CR LF and a lone CR into LF, so a CR is written as a character reference, outside of CDATA.

use crate::error::EncodeError;
use crate::field::Field;

/// The value as text, if XML can carry it.
pub(crate) fn xml_text(field: Field, value: &[u8]) -> Result<&str, EncodeError> {
    let not_text = |offset| EncodeError::NotXmlText { field, offset };
    let text = std::str::from_utf8(value).map_err(|error| not_text(error.valid_up_to()))?;
    match text.char_indices().find(|(_, character)| is_forbidden(*character)) {
        Some((offset, _)) => Err(not_text(offset)),
        None => Ok(text),
    }
}

/// Whether XML 1.0 has no place for the character, not even as a reference.
pub(super) fn is_forbidden(character: char) -> bool {
    let control = character < ' ' && !matches!(character, '\t' | '\n' | '\r');
    control || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// Writes text with the characters escaped that mean something in XML.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(character),
        }
    }
}

/// Writes text as CDATA, interrupted where CDATA cannot carry it: at `]]>` and at CR.
pub(crate) fn push_cdata(out: &mut String, text: &str) {
    out.push_str("<![CDATA[");
    for (number, line) in text.split('\r').enumerate() {
        if number > 0 {
            out.push_str("]]>&#13;<![CDATA[");
        }
        for (number, piece) in line.split("]]>").enumerate() {
            if number > 0 {
                out.push_str("]]]]><![CDATA[>");
            }
            out.push_str(piece);
        }
    }
    out.push_str("]]>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cdata(text: &str) -> String {
        let mut out = String::new();
        push_cdata(&mut out, text);
        out
    }

    #[test]
    fn the_end_of_cdata_and_carriage_returns_are_split_off() {
        assert_eq!(cdata("a~b"), "<![CDATA[a~b]]>");
        assert_eq!(cdata("a]]>b"), "<![CDATA[a]]]]><![CDATA[>b]]>");
        assert_eq!(cdata("~\r\nb"), "<![CDATA[~]]>&#13;<![CDATA[\nb]]>");
    }

    #[test]
    fn what_xml_cannot_carry_is_refused_with_its_place() {
        let check = |value: &[u8]| xml_text(Field::Payload, value).err();
        let at = |offset| Some(EncodeError::NotXmlText { field: Field::Payload, offset });
        assert_eq!(check(b"ISA\t\r\n~"), None);
        assert_eq!(check(b"ISA\x1d"), at(3));
        assert_eq!(check(b"I\xff"), at(1));
        assert_eq!(check("é\u{FFFF}".as_bytes()), at(2));
    }
}
