//! Segments and the bytes between them as JSON: what both shapes have in common.
//!
//! A segment is an array of elements. An element is a string, an array of components, or an array of repetitions that are arrays of components.
//! Bytes that are no UTF-8 stand as `{"hex": "..."}`. What is not an ordinary segment behind the usual line break is an object that says what
//! differs. Invariant: the bytes can be told from the JSON, delimiters and line break of the interchange given.

use std::io::Write as _;

use x12_syntax::{Delimiters, Element, Segment};

/// Appends bytes: a JSON string, or `{"hex": ...}`.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => put_text(out, text),
        Err(_) => {
            out.extend_from_slice(b"{\"hex\":\"");
            for byte in bytes {
                let _ = write!(out, "{byte:02X}");
            }
            out.extend_from_slice(b"\"}");
        }
    }
}

/// Appends a JSON string.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    let plain = text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
    if plain {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // Writing a string to memory cannot fail.
        let _ = serde_json::to_writer(out, text);
    }
}

/// Appends a segment: an array, or an object if it does not stand behind the usual line break or its form is unusual.
pub(crate) fn put_segment(out: &mut Vec<u8>, segment: &Segment<'_>, line_break: &[u8]) {
    if !is_cut_cleanly(segment) {
        return put_raw(out, segment.raw());
    }
    let (leading, padding) = (segment.leading(), padding(segment));
    if leading == line_break && padding.is_empty() && segment.is_terminated() {
        return put_elements(out, segment);
    }
    out.extend_from_slice(b"{\"segment\":");
    put_elements(out, segment);
    if leading != line_break {
        out.extend_from_slice(b",\"leading\":");
        put_bytes(out, leading);
    }
    if !padding.is_empty() {
        out.extend_from_slice(b",\"padding\":");
        put_bytes(out, padding);
    }
    if !segment.is_terminated() {
        out.extend_from_slice(b",\"terminated\":false");
    }
    out.push(b'}');
}

/// Appends bytes that are no segment.
pub(crate) fn put_raw(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(b"{\"raw\":");
    put_bytes(out, bytes);
    out.push(b'}');
}

/// Appends delimiters and line break: `"delimiters":{...},"lineBreak":"..."`.
pub(crate) fn put_interchange(out: &mut Vec<u8>, delimiters: Delimiters, line_break: &[u8]) {
    out.extend_from_slice(b"\"delimiters\":{\"element\":");
    put_byte(out, delimiters.element);
    out.extend_from_slice(b",\"component\":");
    put_byte(out, delimiters.component);
    if let Some(repetition) = delimiters.repetition {
        out.extend_from_slice(b",\"repetition\":");
        put_byte(out, repetition);
    }
    out.extend_from_slice(b",\"segment\":");
    put_byte(out, delimiters.segment);
    out.extend_from_slice(b"},\"lineBreak\":");
    put_bytes(out, line_break);
}

/// A delimiter is the character of the same number.
fn put_byte(out: &mut Vec<u8>, byte: u8) {
    put_text(out, char::from(byte).encode_utf8(&mut [0; 2]));
}

/// The blanks between the last element and the terminator.
fn padding<'a>(segment: &Segment<'a>) -> &'a [u8] {
    let start = segment.leading().len() + segment.text().len();
    let end = segment.raw().len() - usize::from(segment.is_terminated());
    segment.raw().get(start..end).unwrap_or_default()
}

/// Whether the elements and their separators are the segment's text; they are not where a delimiter is a blank.
fn is_cut_cleanly(segment: &Segment<'_>) -> bool {
    segment.id().len() + segment.elements().map(|element| element.bytes().len() + 1).sum::<usize>() == segment.text().len()
}

fn put_elements(out: &mut Vec<u8>, segment: &Segment<'_>) {
    out.push(b'[');
    put_bytes(out, segment.id());
    for element in segment.elements() {
        out.push(b',');
        put_element(out, &element, segment.delimiters());
    }
    out.push(b']');
}

fn put_element(out: &mut Vec<u8>, element: &Element<'_>, delimiters: Delimiters) {
    if element.is_simple() {
        put_bytes(out, element.bytes());
    } else if delimiters.repetition.is_some_and(|separator| element.bytes().contains(&separator)) {
        put_list(out, element.repetitions(), put_components);
    } else {
        put_components(out, &element.repetitions().next().unwrap_or(*element));
    }
}

fn put_components(out: &mut Vec<u8>, element: &Element<'_>) {
    put_list(out, element.components(), |out, component| put_bytes(out, component.bytes()));
}

fn put_list<'a>(out: &mut Vec<u8>, parts: impl Iterator<Item = Element<'a>>, put: impl Fn(&mut Vec<u8>, &Element<'a>)) {
    out.push(b'[');
    for (index, part) in parts.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        put(out, &part);
    }
    out.push(b']');
}
