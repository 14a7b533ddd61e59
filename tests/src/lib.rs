//! Promises that cross crates; see `tests/`.
