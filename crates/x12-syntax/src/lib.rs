//! X12 bytes to interchanges, groups, sets, segments, elements and components, and back.
//!
//! ```
//! use x12_syntax::{Event, SliceReader};
//!
//! let document = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~TA1*000000001*260101*1200*A*000~IEA*0*000000001~";
//! let mut reader = SliceReader::new(document);
//! let mut ids = Vec::new();
//! while let Some(event) = reader.next()? {
//!     if let Event::Segment(segment) = event {
//!         ids.push(String::from_utf8_lossy(segment.id()).into_owned());
//!     }
//! }
//! assert_eq!(ids, ["ISA", "TA1", "IEA"]);
//! # Ok::<(), x12_syntax::Error>(())
//! ```
//!
//! - [`reader`]: pull readers over bytes or any source, and a decoder that is fed; all give the same [`Event`]s.
//! - [`Segment`], [`Element`]: views of what was sent, borrowed.
//! - [`envelope`]: interchange, group and set; counts and control numbers.
//! - [`value`]: dates, times, numbers.
//! - [`writer`]: segments to bytes.

mod control_numbers;
mod delimiters;
pub mod envelope;
mod error;
mod event;
mod header;
mod index;
mod issue;
mod limits;
mod position;
pub mod reader;
mod scan;
mod segment;
mod source;
pub mod value;
pub mod writer;

pub use delimiters::Delimiters;
pub use envelope::{Envelope, Part};
pub use error::{Bound, Error};
pub use event::{Event, Trivia, TriviaKind};
pub use issue::{DelimiterRole, Encoding, Issue, IssueKind, Level};
pub use limits::{Limits, MOST_BYTES};
pub use position::Position;
pub use reader::{Decoder, SliceReader, StreamReader};
pub use segment::{Element, Elements, Parts, PeekedSegment, Segment};
pub use writer::{SegmentBuilder, WriteError, Writer};
