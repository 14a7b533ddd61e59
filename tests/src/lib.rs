//! Promises that cross crates; the promises themselves are in `tests/`.
//!
//! - [`fixture`]: the fixture files of the repository.
//! - [`defects`]: a clean document with one defect put into it.

pub mod defects;
pub mod fixture;
