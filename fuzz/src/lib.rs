//! Fuzz oracles as library functions, each of which asserts one property for any bytes.
//!
//! ```
//! use claimbridge_fuzz::oracles;
//!
//! let oracle = oracles::find("chunking").ok_or("no such oracle")?;
//! (oracle.check)(b"ISA*00*not an interchange~");
//! # Ok::<(), &str>(())
//! ```
//!
//! A property that does not hold is a panic, here as in any test. Plain `cargo test` replays `corpus/<oracle>/` and the fixtures through each
//! oracle; `cargo xtask fuzz` runs the libFuzzer targets in `targets/`, one line each.
//!
//! - [`oracles`]: the properties, one per file.
//! - [`seeds`]: the inputs that a replay begins with.

pub mod oracles;
pub mod seeds;
