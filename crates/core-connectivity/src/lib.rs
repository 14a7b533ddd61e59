//! CAQH CORE connectivity envelopes (SOAP, MTOM, MIME), both ways, pure: bytes in, bytes out.
//!
//! A client and a server of the CORE rules use the same crate: one writes what the other reads. Nothing in here does I/O,
//! reads a clock or draws a random number, and no error or `Debug` text holds a byte of a payload or a password.
//!
//! ```
//! use core_connectivity::{Limits, Message, Operation, PayloadType, Style, TimeStamp, decode, encode, validate_request};
//!
//! // What a client sends...
//! let request = Message::request(
//!     Operation::BatchSubmitTransaction,
//!     PayloadType::PROFESSIONAL_CLAIM,
//!     "5f0c3d1e-8a55-11f0-9a3b-0242ac120002",
//!     TimeStamp::from_unix_seconds(1_767_621_787),
//! )
//! .between("SUBMITTER1", "PAYERX")
//! .with_payload(&b"ISA*00*..."[..]);
//! let http = encode(&request, Style::Mtom)?;
//!
//! // ...is what a server reads, whatever the style.
//! let received = decode(&http.content_type, &http.body, &Limits::DEFAULT)?;
//! validate_request(&received)?;
//! assert_eq!(received, request);
//! let _answer = received.respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::from_unix_seconds(1_767_621_788));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | to | use |
//! |---|---|
//! | write a message or a fault | [`encode`], [`encode_fault`] |
//! | read what a client sent | [`decode`] or [`decode_with_action`], then [`validate_request`] |
//! | answer a request | [`Message::respond`], [`Message::refuse`], [`Message::answer`], [`Error::to_fault`] |
//! | read what a payer answered | [`Reply::classify`] |
//! | know whether a payload arrived whole | [`verify_payload`] |
//!
//! Layout: the model in `message`, `operation`, `field` and the open codes; `encode` and `decode` choose among `soap`, `mtom`
//! and `form`, which stand on `xml` and `multipart`; `validate` and `reply` judge what was read.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)
)]

mod base64_text;
mod check_sum;
mod decode;
mod encode;
mod error;
mod error_code;
mod fault;
mod field;
mod fields;
mod form;
mod limits;
mod message;
mod mtom;
mod multipart;
mod open_code;
mod operation;
mod parameters;
mod payload_type;
mod reply;
mod rule_version;
mod soap;
mod time_stamp;
mod validate;
mod xml;

pub use check_sum::CheckSum;
pub use decode::{Envelope, decode, decode_envelope, decode_with_action};
pub use encode::{HttpBody, SoapMediaType, Style, TextForm, encode, encode_fault};
pub use error::{EncodeError, Error, ErrorKind, Place};
pub use error_code::ErrorCode;
pub use fault::{Fault, FaultCode};
pub use field::Field;
pub use limits::Limits;
pub use message::{Credentials, Exchange, Message, Metadata, Payload};
pub use operation::{Direction, Operation, Presence};
pub use payload_type::PayloadType;
pub use reply::{HttpReply, Reply, Unreadable};
pub use rule_version::RuleVersion;
pub use time_stamp::TimeStamp;
pub use validate::{MetadataError, MetadataProblem, validate_request, verify_payload};
