//! Findings for people and for tools. JSON is serde's: a [`Finding`](crate::Finding) serializes as its contract says.

mod sarif;
mod text;

pub use sarif::sarif;
pub use text::text;
