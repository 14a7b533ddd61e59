//! One statement per field: its X12 address, which reads it, writes it and documents it.
//!
//! ```
//! use x12_document::{Route, Tape, Walk};
//! use x12_model::{Amount, loop_record, read_loop, LoopScope};
//! use x12_syntax::{Event, SliceReader};
//!
//! loop_record! {
//!     /// What an 835 pays.
//!     pub struct Payment beside "1000A" "1000B" "2000" {
//!         /// The total.
//!         total: Amount = "BPR02",
//!         /// The check or transfer number.
//!         trace_number: String = "TRN02",
//!     }
//! }
//!
//! let document = b"ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260101*1200*^*00501*000000001*0*T*:~GS*HP*P*Q*20260101*1200*1*X*005010X221A1~ST*835*0001~BPR*I*150.25*C*CHK************20260101~TRN*1*C100*1999999999~SE*4*0001~GE*1*1~IEA*1*000000001~";
//! let guide = x12_guide::shipped().find("835", "005010X221A1").ok_or("no guide")?;
//! let (mut walk, mut tape) = (Walk::new(Route::new(guide.clone())), Tape::new());
//! let mut reader = SliceReader::new(document);
//! while let Some(event) = reader.next()? {
//!     if let Event::Segment(segment) = event && !matches!(segment.id(), b"ISA" | b"GS" | b"GE" | b"IEA") {
//!         walk.place(&segment);
//!         tape.record(walk.steps(), &segment);
//!     }
//! }
//! let root = tape.root().ok_or("empty")?;
//! let payment: Payment = read_loop(&LoopScope::new(&guide, &tape, &root));
//! assert_eq!(payment.total.cents(), Some(15_025));
//! assert_eq!(payment.trace_number, "C100");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Address`]: where a field stands; its documentation lists the forms.
//! - [`loop_record!`], [`group_record!`], [`segment_record!`]: how records are declared.
//! - [`read_loop`], [`draft_of`]: loop to record and back.
//! - [`Amount`], [`Quantity`], [`Date`], [`Period`]: values that keep what was sent; [`shared`] records.
//! - [`Rows`]: the fields as documentation.

extern crate self as x12_model;

mod address;
mod describe;
mod draft;
mod error;
pub mod field;
mod implied;
mod record;
mod scope;
mod sent;
pub mod shared;
mod stream;
mod value;

pub use address::Address;
pub use describe::{FieldRow, Place, Rows};
pub use draft::{Draft, LoopDraft, SegmentDraft};
pub use error::{Fault, WriteError};
pub use field::{Field, Part};
pub use record::{AsSent, LoopRecord, SegmentRecord, Unmapped, draft_of, is_default, read_loop};
pub use scope::{LoopScope, Scope, Spot};
pub use sent::{ElementText, SegmentText, Sent};
pub use shared::{Adjustment, Contact, ContactNumber, Period, PostalAddress, Procedure, Reference};
pub use stream::LoopStream;
pub use value::{Amount, Date, Quantity, Value};
