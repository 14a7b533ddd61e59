//! Promises that cross crates; the promises themselves are in `tests/`.
//!
//! - [`binary`]: the one binary, built for a test.
//! - [`fixture`]: the fixture files of the repository.
//! - [`edits`]: documents told as changes of a fixture.
//! - [`defects`]: a clean document with one defect put into it.
//! - [`generated`]: generated documents, and what the validator says of them.
//! - [`injected`]: defects put into generated documents.
//! - [`chance`]: numbers that look like chance.
//! - [`kill`]: the daemon killed at random moments under traffic.

pub mod binary;
pub mod chance;
pub mod defects;
pub mod edits;
pub mod fixture;
pub mod generated;
pub mod injected;
pub mod kill;
