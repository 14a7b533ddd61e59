//! Why an acknowledgement could not be made or read. Faults of the document are not errors: they are what an acknowledgement speaks of.

use thiserror::Error;

/// Why we had to stop.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The document could not be read.
    #[error(transparent)]
    Read(#[from] x12_syntax::Error),
    /// The answer could not be written.
    #[error(transparent)]
    Write(#[from] x12_syntax::WriteError),
    /// The answers need a control number that ISA13 has no room for.
    #[error("the answer would need the interchange control number {number}, and ISA13 takes 1 to 999999999")]
    ControlNumber {
        /// The number that is out of range.
        number: u64,
    },
    /// A set holds more claims than a claim acknowledgement is made for.
    #[error("a transaction set holds more than {limit} claims, which is more than one claim acknowledgement answers; split the file")]
    Claims {
        /// The limit in force.
        limit: usize,
    },
}
