//! Writes multipart bodies.

/// Adds a part with these header lines.
pub(crate) fn push_part(out: &mut Vec<u8>, boundary: &str, headers: &[String], content: &[u8]) {
    out.extend_from_slice(b"--");
    out.extend_from_slice(boundary.as_bytes());
    for header in headers {
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(header.as_bytes());
    }
    out.extend_from_slice(b"\r\n\r\n");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\r\n");
}

/// Adds the closing boundary.
pub(crate) fn finish(out: &mut Vec<u8>, boundary: &str) {
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
}
