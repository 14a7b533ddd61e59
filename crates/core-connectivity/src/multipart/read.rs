//! Splits a multipart body (RFC 2046) into its parts.
//!
//! Lines may end in CR LF or in LF alone. The line break before a boundary belongs to the boundary; whether that is one byte
//! or two is read off the first boundary line, so that in a body of LF lines a CR at the end of a payload stays.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::error::{Error, ErrorKind};
use crate::limits::Limits;

/// One part.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// Where the part starts in the body.
    pub(crate) offset: usize,
    /// Where its content starts in the body.
    pub(crate) content_offset: usize,
    headers: Vec<(String, String)>,
    content: &'a [u8],
}

impl<'a> Part<'a> {
    /// The value of a header; the name is given in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The content, decoded if it was encoded for transfer.
    pub(crate) fn content(&self) -> Result<Cow<'a, [u8]>, Error> {
        let encoding = self.header("content-transfer-encoding").unwrap_or("binary").to_ascii_lowercase();
        match encoding.as_str() {
            "7bit" | "8bit" | "binary" => Ok(Cow::Borrowed(self.content)),
            "base64" => crate::base64_text::decode_base64(self.content, self.content_offset).map(Cow::Owned),
            _ => Err(Error::body(self.offset, ErrorKind::TransferEncodingUnsupported)),
        }
    }
}

/// A line with the boundary: where it starts, and where the line after it starts.
struct Delimiter {
    start: usize,
    end: usize,
    is_last: bool,
}

/// Refuses a boundary that MIME does not allow.
pub(crate) fn checked_boundary<'a>(boundary: Option<&'a str>, limits: &Limits) -> Result<&'a str, ErrorKind> {
    let boundary = boundary.filter(|boundary| !boundary.is_empty()).ok_or(ErrorKind::BoundaryMissing)?;
    let limit = limits.max_boundary_chars;
    if boundary.len() > limit {
        return Err(ErrorKind::LimitExceeded { what: "characters of the boundary", limit });
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte);
    if boundary.ends_with(' ') || !boundary.bytes().all(allowed) {
        return Err(ErrorKind::BoundaryIllegal);
    }
    Ok(boundary)
}

/// The boundary that a body seems to have by its first line, for a sender that forgot to name it in the header.
pub(crate) fn first_line_boundary(body: &[u8]) -> Option<&str> {
    let line = body.get(..memchr(b'\n', body)?)?.trim_ascii_end();
    std::str::from_utf8(line.strip_prefix(b"--")?).ok()
}

/// Splits the body. Preamble and epilogue are skipped.
pub(crate) fn read_parts<'a>(body: &'a [u8], boundary: &str, limits: &Limits) -> Result<Vec<Part<'a>>, Error> {
    let marker = format!("--{boundary}");
    let finder = memmem::Finder::new(marker.as_bytes());
    let mut delimiters = finder.find_iter(body).filter_map(|start| delimiter_at(body, start, marker.len()));
    let mut from = delimiters.next().ok_or(Error::body(0, ErrorKind::NoParts))?;
    let breaks_are_two_bytes = body.get(..from.end).is_some_and(|line| line.ends_with(b"\r\n"));
    let mut parts = Vec::new();
    while !from.is_last {
        let to = delimiters.next().ok_or(Error::body(body.len(), ErrorKind::FinalBoundaryMissing))?;
        if parts.len() >= limits.max_parts {
            let kind = ErrorKind::LimitExceeded { what: "parts", limit: limits.max_parts };
            return Err(Error::body(from.start, kind));
        }
        let bytes = body.get(from.end..to.start).unwrap_or_default();
        parts.push(read_part(without_last_break(bytes, breaks_are_two_bytes), from.end, limits)?);
        from = to;
    }
    if parts.is_empty() { Err(Error::body(from.start, ErrorKind::NoParts)) } else { Ok(parts) }
}

/// The delimiter at a place where the marker occurs, if it is alone on its line.
fn delimiter_at(body: &[u8], start: usize, marker_length: usize) -> Option<Delimiter> {
    let starts_line = start.checked_sub(1).is_none_or(|before| body.get(before) == Some(&b'\n'));
    let after = body.get(start.saturating_add(marker_length)..)?;
    let (after, is_last) = match after.strip_prefix(b"--") {
        Some(after) => (after, true),
        None => (after, false),
    };
    let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    let rest = after.get(blanks..)?;
    let ends_line = rest.first() == Some(&b'\n') || (is_last && rest.is_empty());
    let end = body.len().saturating_sub(rest.len()).saturating_add(1).min(body.len());
    (starts_line && ends_line).then_some(Delimiter { start, end, is_last })
}

fn without_last_break(bytes: &[u8], breaks_are_two_bytes: bool) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    match bytes.strip_suffix(b"\r") {
        Some(shorter) if breaks_are_two_bytes => shorter,
        _ => bytes,
    }
}

fn read_part<'a>(bytes: &'a [u8], offset: usize, limits: &Limits) -> Result<Part<'a>, Error> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    loop {
        let at = offset.saturating_add(bytes.len().saturating_sub(rest.len()));
        let window = rest.get(..limits.max_part_header_bytes).unwrap_or(rest);
        let line_end = memchr(b'\n', window);
        let used = at.saturating_sub(offset).saturating_add(line_end.unwrap_or(window.len()));
        if used >= limits.max_part_header_bytes {
            let kind = ErrorKind::LimitExceeded { what: "bytes of headers", limit: limits.max_part_header_bytes };
            return Err(Error::body(offset, kind));
        }
        let line_end = line_end.ok_or(Error::body(at, ErrorKind::HeaderEndMissing))?;
        let line = rest.get(..line_end).unwrap_or_default();
        rest = rest.get(line_end.saturating_add(1)..).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        push_header(&mut headers, line, limits).map_err(|kind| Error::body(at, kind))?;
    }
    let content_offset = offset.saturating_add(bytes.len().saturating_sub(rest.len()));
    Ok(Part { offset, content_offset, headers, content: rest })
}

/// Adds a header line, or the continuation of the one before.
fn push_header(headers: &mut Vec<(String, String)>, line: &[u8], limits: &Limits) -> Result<(), ErrorKind> {
    let text = std::str::from_utf8(line).or(Err(ErrorKind::HeaderMalformed))?;
    if text.chars().any(|character| character.is_control() && character != '\t') {
        return Err(ErrorKind::HeaderMalformed);
    }
    if text.starts_with([' ', '\t']) {
        let (_, value) = headers.last_mut().ok_or(ErrorKind::HeaderMalformed)?;
        value.push(' ');
        value.push_str(text.trim());
        return Ok(());
    }
    let (name, value) = text.split_once(':').ok_or(ErrorKind::HeaderMalformed)?;
    let name = name.trim_end().to_ascii_lowercase();
    if headers.len() >= limits.max_part_headers {
        return Err(ErrorKind::LimitExceeded { what: "headers of a part", limit: limits.max_part_headers });
    }
    if headers.iter().any(|(own, _)| *own == name) {
        return Err(ErrorKind::HeaderRepeated);
    }
    headers.push((name, value.trim().to_owned()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(body: &str) -> Vec<String> {
        let parts = read_parts(body.as_bytes(), "B", &Limits::DEFAULT).expect("readable");
        parts.iter().map(|part| String::from_utf8_lossy(&part.content().expect("plain")).into_owned()).collect()
    }

    #[test]
    fn the_line_break_before_a_boundary_is_not_content() {
        assert_eq!(contents("--B\r\n\r\none\r\n\r\n--B\r\na: b\r\n\r\ntwo\r\n--B--"), ["one\r\n", "two"]);
        assert_eq!(contents("--B\n\none\r\n--B\n\ntwo\n--B--\n"), ["one\r", "two"]);
        assert_eq!(contents("--B\r\n\r\n\r\n--B--"), [""]);
    }

    #[test]
    fn what_only_looks_like_a_boundary_is_content() {
        assert_eq!(contents("--B\r\n\r\n--BB\r\nx--B\r\n--B x\r\n--B--x\r\n--B--"), ["--BB\r\nx--B\r\n--B x\r\n--B--x"]);
    }

    #[test]
    fn preamble_and_epilogue_are_skipped_and_blanks_after_a_boundary_allowed() {
        assert_eq!(contents("hello\r\n--B \t\r\n\r\none\r\n--B-- \r\n--B\r\nbye"), ["one"]);
    }

    #[test]
    fn headers_may_be_folded() {
        let parts = read_parts(b"--B\r\nContent-Type: a/b;\r\n\tc=d\r\n\r\n\r\n--B--", "B", &Limits::DEFAULT).expect("readable");
        assert_eq!(parts[0].header("content-type"), Some("a/b; c=d"));
    }
}
