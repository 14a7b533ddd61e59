//! X12 to JSON and NDJSON, and back.
//!
//! ```
//! use x12_convert::{Shape, from_json, to_json};
//!
//! let document: &[u8] = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~\nTA1*000000001*260101*1200*A*000~\nIEA*0*000000001~\n";
//! let mut json = Vec::new();
//! to_json(document, &mut json, Shape::Segments)?;
//! assert!(String::from_utf8_lossy(&json).contains(r#"["TA1","000000001","260101","1200","A","000"]"#));
//! let mut back = Vec::new();
//! from_json(json.as_slice(), &mut back)?;
//! assert_eq!(back, document);
//! # Ok::<(), x12_convert::Error>(())
//! ```
//!
//! | wanted | start at | memory |
//! |---|---|---|
//! | every byte of any document, as segments | [`to_json`] or [`to_ndjson`] with [`Shape::Segments`] | constant |
//! | a document as claims and remittances, its envelope included | [`to_json`] with [`Shape::Claim`] | that of the largest set |
//! | one claim on each line | [`to_ndjson`] with [`Shape::Claim`] | constant |
//! | X12 from any of these | [`from_json`] | that of the largest set |
//!
//! X12 to JSON to X12 gives the same bytes in both shapes for whole documents. Lines of claims carry no envelope, so they get one of their own.

mod decode;
mod encode;
mod envelope;
mod error;
mod headed;
mod lines;
mod nested;
mod restore;
mod segments;
mod set;

use std::io::{BufWriter, Read, Write};

pub use error::Error;

/// What JSON shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Claims (`claim.v1`) and remittances (`remittance.v1`).
    Claim,
    /// Segments (`segments.v1`).
    Segments,
}

/// What a conversion saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Interchanges.
    pub interchanges: u64,
    /// Segments.
    pub segments: u64,
    /// Claims and remittance claims shown as such.
    pub claims: u64,
    /// In the shape `claim`: sets that are neither claims nor remittances to us. As JSON they are shown as segments, as lines they are left out.
    pub sets_as_segments: u64,
    /// In the shape `claim` as JSON: sets whose form or faults our words do not say, so that their segments are carried besides.
    pub sets_as_sent: u64,
}

/// One object or lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Lines,
}

/// Writes an X12 document as one JSON object.
///
/// # Errors
/// If the input cannot be read, a limit is reached, or the output cannot be written.
pub fn to_json(input: impl Read, output: impl Write, shape: Shape) -> Result<Summary, Error> {
    let output = BufWriter::new(output);
    match shape {
        Shape::Segments => segments::write(input, output, Form::Json),
        Shape::Claim => nested::write(input, output),
    }
}

/// Writes an X12 document as lines of JSON: segments, or claims that are each complete in themselves. A remittance gives one line for each
/// claim, with the payment around it, and a last one for provider adjustments.
///
/// # Errors
/// If the input cannot be read, a limit is reached, or the output cannot be written.
pub fn to_ndjson(input: impl Read, output: impl Write, shape: Shape) -> Result<Summary, Error> {
    let output = BufWriter::new(output);
    match shape {
        Shape::Segments => segments::write(input, output, Form::Lines),
        Shape::Claim => lines::write(input, output),
    }
}

/// Writes JSON or lines of any of our shapes as X12. Claims and remittances without an envelope get one made of what they say about sender and
/// receiver, marked as test.
///
/// # Errors
/// If the JSON is not of our shapes, a value holds a delimiter or has no place in its guide, or the output cannot be written.
pub fn from_json(input: impl Read, output: impl Write) -> Result<(), Error> {
    restore::restore(input, BufWriter::new(output))
}
