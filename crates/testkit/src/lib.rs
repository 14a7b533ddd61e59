//! Builders, fixtures and fakes for the tests of every crate.
