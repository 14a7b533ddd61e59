//! The guide walk: segments to located segments on a flat tape, and back.
//!
//! ```
//! use x12_document::{Route, Step, Walk};
//! use x12_syntax::{Event, SliceReader};
//!
//! let document = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~GS*FA*A*B*20260101*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*1*1*1~SE*4*0001~GE*1*1~IEA*1*000000001~";
//! let guide = x12_guide::shipped().find("999", "005010X231A1").ok_or("no guide")?;
//! let mut walk = Walk::new(Route::new(guide.clone()));
//! let mut names = Vec::new();
//! let mut reader = SliceReader::new(document);
//! while let Some(event) = reader.next()? {
//!     let Event::Segment(segment) = event else { continue };
//!     if matches!(segment.id(), b"ISA" | b"GS" | b"GE" | b"IEA") {
//!         continue;
//!     }
//!     walk.place(&segment);
//!     for step in walk.steps() {
//!         if let Step::Segment { use_ix: Some(ix), .. } = step {
//!             names.push(guide.segment_at(*ix).id.clone());
//!         }
//!     }
//! }
//! assert_eq!(names, ["ST", "AK1", "AK9", "SE"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Route`]: a guide prepared for walking; make it once and share it.
//! - [`Walk`]: gives each segment of one set its place, and recovers after errors so that one defect gives one finding.
//! - [`Tape`]: located segments of a set, or of one claim of it, flat in memory.

mod place;
mod route;
pub mod rules;
mod tape;
mod walk;

pub use place::{Context, Place, Text, path_of};
pub use route::Route;
pub use tape::{ChildView, LoopView, Node, NodeKind, SegmentView, Tape};
pub use walk::{Step, Walk, expectation};
