//! TA1, 999 and 277CA: made from findings, and read from payers.
//!
//! ```
//! use x12_acknowledge::{Acknowledgment, read};
//!
//! let answer = b"ISA*00*          *00*          *ZZ*PAYER          *ZZ*SENDER         *260101*1200*^*00501*000000001*0*T*:~TA1*000000905*260101*1159*R*018~IEA*0*000000001~";
//! let interchanges = read(&answer[..], x12_syntax::Limits::default())?;
//! let Acknowledgment::Interchange(one) = &interchanges[0].acknowledgments[0] else { panic!() };
//! assert_eq!(one.control_number, "000000905");
//! assert_eq!(one.note.explain(), Some("ISA13 is not a control number"));
//! # Ok::<(), x12_acknowledge::Error>(())
//! ```
//!
//! - [`write()`]: the TA1 or 999 that a receiver owes for a document, and [`Acknowledger`], which makes it beside a validation.
//! - [`read`]: what payers answered, as [`Acknowledgment`]s, with [`Acknowledgment::explain`] for people.
//! - [`write_acknowledgments`]: acknowledgements of your own, such as a 277CA.
//! - [`codes`]: the codes with their meanings; [`model`]: what the acknowledgements say.

pub mod codes;
mod error;
mod explain;
mod iso;
mod limits;
mod make;
pub mod model;
mod private;
mod read;
mod write;

use serde::Serialize;

pub use error::Error;
pub use make::{Acknowledger, Kind, Outcome, write};
pub use model::{ClaimAcknowledgment, ImplementationAcknowledgment, InterchangeAcknowledgment};
pub use private::Private;
pub use read::{ReceivedInterchange, read};
pub use write::{AckOptions, Parties, write_acknowledgments};

/// An acknowledgement of one of the three kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Acknowledgment {
    /// TA1.
    Interchange(InterchangeAcknowledgment),
    /// 999.
    Implementation(ImplementationAcknowledgment),
    /// 277CA.
    Claim(Box<ClaimAcknowledgment>),
}
