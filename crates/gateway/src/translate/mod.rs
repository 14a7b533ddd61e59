//! Between X12 and the core's plain types: claims, remittances and acknowledgements in, interchanges out.
//!
//! Everything here is pure: bytes in, values out. Each value carries the ordinal of its segment in the file, so that a ledger entry or a timeline can
//! point at what caused it.

pub(crate) mod acknowledgements;
pub(crate) mod claim;
pub(crate) mod remittance;
pub(crate) mod render;
mod values;

use x12_syntax::{Event, SliceReader};

/// What a file holds, told by its content and never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Claims to be sent (837).
    Claims,
    /// A payer's answers: TA1, 999, 277CA or 835, in any mixture.
    Answers,
    /// X12, and nothing that we take.
    Other,
    /// No X12.
    NotX12,
}

/// Why an inbound file could not be read. None of it repeats a value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum ReadError {
    /// The reader stopped.
    #[error("reading stopped: {0}")]
    Syntax(#[from] x12_syntax::Error),
    /// It has no answer in it.
    #[error("expected a TA1, 999, 277CA or 835, found none")]
    NoAnswer,
    /// It ends before its interchange does.
    #[error("the file ends before its interchange does: expected an IEA")]
    Cut,
    /// A value that posting needs cannot be read.
    #[error("segment {segment}: expected {expected} in {element}")]
    Value {
        /// The segment, 1-based in the file.
        segment: u32,
        /// The element, such as `CLP03`.
        element: &'static str,
        /// What was expected.
        expected: &'static str,
    },
}

/// Looks at a file's envelope and set headers.
pub(crate) fn content_of(bytes: &[u8]) -> Content {
    let mut reader = SliceReader::new(bytes);
    let mut content = Content::NotX12;
    while let Ok(Some(event)) = reader.next() {
        let Event::Segment(segment) = event else { continue };
        match (segment.id(), segment.value(1)) {
            (b"ST", b"837") => return Content::Claims,
            (b"TA1", _) | (b"ST", b"999" | b"277" | b"835") => return Content::Answers,
            (b"ISA", _) => content = Content::Other,
            _ => {}
        }
    }
    content
}

/// Whether the last interchange is closed: a file that is still being written, or was cut, has no IEA at its end.
pub(crate) fn is_complete(bytes: &[u8]) -> bool {
    let mut reader = SliceReader::new(bytes);
    let mut open = true;
    while let Ok(Some(event)) = reader.next() {
        if let Event::Segment(segment) = event {
            match segment.id() {
                b"ISA" => open = true,
                b"IEA" if segment.is_terminated() => open = false,
                _ => {}
            }
        }
    }
    !open
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISA: &str = "ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260101*1200*^*00501*000000001*0*T*:~";

    #[test]
    fn content_decides_what_a_file_is() {
        let of = |rest: &str| content_of(format!("{ISA}{rest}").as_bytes());
        assert_eq!(of("GS*HC*A*B*20260101*1200*1*X*005010X222A1~ST*837*0001~"), Content::Claims);
        assert_eq!(of("TA1*000000001*260101*1200*A*000~IEA*0*000000001~"), Content::Answers);
        assert_eq!(of("GS*HP*A*B*20260101*1200*1*X*005010X221A1~ST*835*0001~"), Content::Answers);
        assert_eq!(of("GS*HB*A*B*20260101*1200*1*X*005010X279A1~ST*271*0001~"), Content::Other);
        assert_eq!(content_of(b"not X12"), Content::NotX12);
    }

    #[test]
    fn a_file_that_is_still_being_written_is_not_complete() {
        let whole = format!("{ISA}TA1*000000001*260101*1200*A*000~IEA*0*000000001~");
        assert!(is_complete(whole.as_bytes()));
        assert!(!is_complete(&whole.as_bytes()[..whole.len() - 1]));
        assert!(!is_complete(format!("{whole}\n{ISA}").as_bytes()));
        assert!(!is_complete(b""));
    }
}
