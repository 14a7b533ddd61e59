//! Why a record cannot be written.

use thiserror::Error;

/// A field that the guide has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// The loop has no such segment.
    #[error("loop {loop_id} has no place for {address}")]
    NoPlace {
        /// The loop.
        loop_id: String,
        /// The field's address.
        address: &'static str,
    },
    /// The loop has no such inner loop.
    #[error("loop {loop_id} holds no loop {inner}")]
    NoLoop {
        /// The loop.
        loop_id: String,
        /// The loop that was to stand in it.
        inner: String,
    },
    /// More values than one segment has places for.
    #[error("{address} takes at most {most} values")]
    TooMany {
        /// The field's address.
        address: &'static str,
        /// How many it takes.
        most: usize,
    },
}

/// Why writing stopped.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A field has no place in the guide.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The segment writer refused.
    #[error(transparent)]
    Segment(#[from] x12_syntax::WriteError),
}
