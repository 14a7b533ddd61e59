//! Random conforming documents of any guide: the validator's proof, and documents to try things with.
//!
//! ```
//! use x12_generate::{Settings, interchange};
//!
//! let guide = x12_guide::shipped().find("835", "005010X221A1").ok_or("no such guide")?;
//! let document = interchange(&guide, &Settings { seed: 7, sets: 3, ..Settings::default() });
//! let report = x12_validate::validate(document.write()?.as_slice(), &x12_validate::Options::default())?;
//! assert_eq!(report.summary.errors, 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`interchange`]: an interchange of sets of a guide, as a [`Document`].
//! - [`Settings`]: seed, number of sets, density, delimiters.
//! - [`Document`]: its segments, each with its place in the guide, and [`Document::write`] for its bytes.
//!
//! How a set is made: `draw` takes parts of the guide by chance, `meaning` makes them say something true (balances, who is whose patient), `number`
//! counts levels and lines, `interchange` puts the envelope around. A guide needs no code here; what its sets mean may need a file in `meaning`.

mod document;
mod draw;
mod interchange;
mod meaning;
mod number;
mod random;
mod settings;
mod tree;

pub use document::{Document, Instance, PlaceInGuide, Placed};
pub use interchange::interchange;
pub use settings::Settings;
pub use tree::{Element, Item, Loop, Segment};
