//! Why a conversion stopped.

use thiserror::Error;

/// Why a conversion stopped. What was written until then is not complete.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The X12 could not be read on.
    #[error(transparent)]
    Read(#[from] x12_syntax::Error),
    /// A claim or remittance cannot be written as X12.
    #[error(transparent)]
    Write(#[from] x12_model::WriteError),
    /// The JSON is not what one of our shapes has there.
    #[error("the JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Text that stands for bytes is neither a string nor hexadecimal digits.
    #[error("{what} holds {text:?}, which stands for no bytes")]
    NoBytes {
        /// Where.
        what: &'static str,
        /// What stands there.
        text: String,
    },
    /// A claim of its own does not say who sends it.
    #[error("the claim has no `submission`, and no envelope around it says who sends it")]
    SubmissionMissing,
    /// The bytes could not be written or read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<x12_syntax::WriteError> for Error {
    fn from(error: x12_syntax::WriteError) -> Self {
        Self::Write(error.into())
    }
}
