//! The rules, one per file, by SNIP type: what is wrong with a document, with findings at their places.
//!
//! ```
//! use x12_validate::{Options, validate};
//!
//! let document = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~GS*FA*AA*BB*20260101*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*1*1*1~SE*9*0001~GE*1*1~IEA*1*000000001~";
//! let report = validate(&document[..], &Options::default())?;
//! assert_eq!(report.findings[0].code, "count-wrong");
//! assert_eq!(report.findings[0].expected.as_deref(), Some("4"));
//! # Ok::<(), x12_syntax::Error>(())
//! ```
//!
//! - [`validate`]: a whole document into a [`Report`].
//! - [`Validator`] with an [`Observer`]: the same as a stream, in constant memory.
//! - [`element`]: what the guide says of a segment's elements (SNIP types 1 and 2).
//! - [`rules`]: balances (3) and check digits (5).
//! - [`situation`]: the terms in which rules of situations (4 and 6) are said.
//! - [`claim_status`]: what a finding in a claim is told as in a 277CA.
//! - [`registry`]: every rule there is, for `explain`.

mod claim;
mod consequence;
pub mod element;
mod envelope;
mod header;
mod observer;
mod options;
pub mod registry;
mod report;
pub mod rules;
pub mod situation;
mod validator;

use x12_document::expectation;

pub use claim::claim_status;
pub use observer::{GroupSummary, InterchangeSummary, Observer, SetSummary, Verdict};
pub use options::{Guides, Options, Partner};
pub use report::{GroupReport, InterchangeReport, Report, Summary, validate};
pub use validator::Validator;
