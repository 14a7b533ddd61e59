//! Implementation guides as data: the guide language, its loader and lint, and the shipped guides.
//!
//! ```
//! let guide = x12_guide::shipped().find("835", "005010X221A1").ok_or("no such guide")?;
//! let claim = guide.find_segment("2000/2100", "clp").ok_or("no such segment")?;
//! let text = guide.segment_at(claim).describe(7, None).ok_or("not used")?;
//! assert!(text.starts_with("CLP07 ") && text.ends_with("127 AN 1..50"), "{text}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | wanted | start at |
//! |---|---|
//! | the guide for a transaction set | [`shipped`], [`GuideSet::find`] |
//! | guides of a folder | [`GuideSet::with_files`] |
//! | a guide in a file, and what is wrong with it | [`load`], [`lint`] |
//! | loops, segments, elements and codes of a guide | [`model`] |
//! | a payer's companion guide | [`load_companion`], [`lint_companion`] |
//! | the place that a path names | [`path`] |
//!
//! The language is described in docs/guide-language.md; guides/guide.xsd is the same for editors. How a guide is read: `source` gathers the
//! files, `xml` makes trees of them, `vocabulary` checks the words, `base` and `draft` read what they say, `expand` puts definitions where
//! they are attached, `lint` looks for contradictions.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod limits;
pub mod model;

mod base;
mod companion;
mod draft;
mod expand;
mod header;
mod issue;
mod lint;
mod load;
mod lookup;
pub mod path;
mod resolve;
mod set;
mod shipped;
mod source;
mod suggest;
mod value;
mod vocabulary;
mod weight;
mod xml;

pub use companion::{Companion, PartnerCondition, PartnerDemand, PartnerRule, PartnerTest, lint_companion, load_companion};
pub use header::GuideHeader;
pub use issue::{GuideIssue, Severity};
pub use load::{lint, load};
pub use model::Guide;
pub use set::{GuideSet, shipped};
