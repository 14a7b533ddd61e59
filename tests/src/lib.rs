//! Promises that cross crates; the promises themselves are in `tests/`.
//!
//! - [`binary`]: the one binary, built for a test.
//! - [`fixture`]: the fixture files of the repository.
//! - [`edits`]: documents told as changes of a fixture.
//! - [`segments`]: a fixture as segments that a test may change.
//! - [`generated`]: generated documents, and what the validator says of them.
//! - [`defects`]: defects put into generated documents.
//! - [`random`]: numbers that look like chance.
//! - [`kill`]: the daemon killed at random moments under traffic.

pub mod binary;
pub mod defects;
pub mod edits;
pub mod fixture;
pub mod generated;
pub mod kill;
pub mod random;
pub mod segments;
