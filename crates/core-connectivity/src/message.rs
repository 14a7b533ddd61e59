//! A CORE message, whatever envelope carries it.
//!
//! An absent text field is an empty one: the rules ask the same of both, and [`validate_request`](crate::validate_request)
//! reports either as `...Required`. Nothing here prints a payload or a password.

use std::fmt;

use crate::check_sum::CheckSum;
use crate::error_code::ErrorCode;
use crate::operation::{Direction, Operation};
use crate::payload_type::PayloadType;
use crate::rule_version::RuleVersion;
use crate::time_stamp::TimeStamp;
use crate::validate::MetadataError;

/// One CORE message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What is asked, or what is answered.
    pub operation: Operation,
    /// Question or answer, each with what only it has.
    pub exchange: Exchange,
    /// The fields that every message has.
    pub metadata: Metadata,
    /// The X12 bytes; `None` if the field is absent or empty.
    pub payload: Option<Payload>,
}

/// Question or answer.
#[derive(Clone, PartialEq, Eq)]
pub enum Exchange {
    /// From the client, with its user name and password unless a certificate speaks for it.
    Request {
        /// User name and password.
        credentials: Option<Credentials>,
    },
    /// From the server, with its judgement of the envelope.
    Response {
        /// The judgement.
        error_code: ErrorCode,
        /// The server's words, which may quote the claim and are therefore not printed.
        error_message: String,
    },
}

/// The fields that every message has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What the payload is.
    pub payload_type: PayloadType,
    /// `RealTime` or `Batch`, as it stands on the wire.
    pub processing_mode: String,
    /// A UUID; the answer repeats it.
    pub payload_id: String,
    /// Bytes of the payload before any encoding, as it stands on the wire; batch only.
    pub payload_length: Option<String>,
    /// When the envelope was made.
    pub time_stamp: TimeStamp,
    /// Who sends.
    pub sender_id: String,
    /// Who receives.
    pub receiver_id: String,
    /// Version of the rule.
    pub rule_version: RuleVersion,
    /// SHA-1 of the payload; batch only.
    pub check_sum: Option<CheckSum>,
}

/// A submitter's user name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// User name.
    pub user_name: String,
    /// Password, in clear: the rule leaves its protection to TLS.
    pub password: String,
}

/// The bytes that an envelope carries: claims, so they are not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(Vec<u8>);

impl Message {
    /// A request without payload and credentials, in version 2.2.0 of the rule.
    pub fn request(operation: Operation, payload_type: PayloadType, payload_id: impl Into<String>, time_stamp: TimeStamp) -> Self {
        Self {
            operation,
            exchange: Exchange::Request { credentials: None },
            metadata: Metadata {
                payload_type,
                processing_mode: operation.processing_mode().to_owned(),
                payload_id: payload_id.into(),
                payload_length: None,
                time_stamp,
                sender_id: String::new(),
                receiver_id: String::new(),
                rule_version: RuleVersion::V2_2_0,
                check_sum: None,
            },
            payload: None,
        }
    }

    /// Says who sends and who receives.
    #[must_use]
    pub fn between(mut self, sender_id: impl Into<String>, receiver_id: impl Into<String>) -> Self {
        self.metadata.sender_id = sender_id.into();
        self.metadata.receiver_id = receiver_id.into();
        self
    }

    /// Puts the version of the rule.
    #[must_use]
    pub fn in_version(mut self, rule_version: RuleVersion) -> Self {
        self.metadata.rule_version = rule_version;
        self
    }

    /// Puts the payload, and for a batch its length and check sum.
    #[must_use]
    pub fn with_payload(mut self, payload: impl Into<Payload>) -> Self {
        let payload = payload.into();
        if !self.operation.is_real_time() {
            self.metadata.payload_length = Some(payload.bytes().len().to_string());
            self.metadata.check_sum = Some(CheckSum::of(payload.bytes()));
        }
        self.payload = Some(payload);
        self
    }

    /// Puts user name and password; a response has no place for them and stays as it is.
    #[must_use]
    pub fn with_credentials(mut self, user_name: impl Into<String>, password: impl Into<String>) -> Self {
        if let Exchange::Request { credentials } = &mut self.exchange {
            *credentials = Some(Credentials { user_name: user_name.into(), password: password.into() });
        }
        self
    }

    /// The answer that accepts this request: same operation and PayloadID, sender and receiver swapped, no payload yet.
    #[must_use]
    pub fn respond(&self, payload_type: PayloadType, time_stamp: TimeStamp) -> Self {
        self.answer(payload_type, time_stamp, ErrorCode::SUCCESS, "None")
    }

    /// The answer that refuses this request for what [`validate_request`](crate::validate_request) found.
    #[must_use]
    pub fn refuse(&self, error: &MetadataError, time_stamp: TimeStamp) -> Self {
        self.answer(PayloadType::CORE_ENVELOPE_ERROR, time_stamp, error.error_code.clone(), error.to_string())
    }

    /// The answer with a judgement of the caller's own, [`ErrorCode::UNAUTHORIZED`] for one.
    #[must_use]
    pub fn answer(&self, payload_type: PayloadType, time_stamp: TimeStamp, error_code: ErrorCode, error_message: impl Into<String>) -> Self {
        let request = &self.metadata;
        let mut answer = Self::request(self.operation, payload_type, request.payload_id.clone(), time_stamp)
            .between(request.receiver_id.clone(), request.sender_id.clone())
            .in_version(request.rule_version.clone());
        answer.exchange = Exchange::Response { error_code, error_message: error_message.into() };
        answer
    }

    /// Whether the message asks or answers.
    pub fn direction(&self) -> Direction {
        match self.exchange {
            Exchange::Request { .. } => Direction::Request,
            Exchange::Response { .. } => Direction::Response,
        }
    }

    /// The payload, unless it is absent or empty.
    pub fn payload_bytes(&self) -> Option<&[u8]> {
        self.payload.as_ref().map(Payload::bytes).filter(|bytes| !bytes.is_empty())
    }
}

impl Payload {
    /// The bytes, for whoever may see them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, owned.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Payload {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[phi, {} bytes]", self.0.len())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user_name", &self.user_name).field("password", &format_args!("[secret]")).finish()
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exchange::Request { credentials } => f.debug_struct("Request").field("credentials", credentials).finish(),
            Exchange::Response { error_code, .. } => {
                f.debug_struct("Response").field("error_code", error_code).field("error_message", &format_args!("[phi]")).finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Message {
        Message::request(
            Operation::BatchSubmitTransaction,
            PayloadType::PROFESSIONAL_CLAIM,
            "5f0c3d1e-8a55-11f0-9a3b-0242ac120002",
            TimeStamp::from_unix_seconds(0),
        )
        .between("SUBMITTER1", "PAYERX")
        .with_credentials("SUBMITTER1", "hunter2")
        .with_payload(&b"ISA*DOE*JANE~"[..])
    }

    #[test]
    fn debug_shows_neither_payload_nor_password() {
        let refused = request().answer(PayloadType::CORE_ENVELOPE_ERROR, TimeStamp::new(""), ErrorCode::SENDER, "no JANE here");
        let text = format!("{:?} {refused:?}", request());
        assert!(!text.contains("JANE") && !text.contains("hunter2"), "{text}");
        assert!(text.contains("[phi, 13 bytes]") && text.contains("[secret]"), "{text}");
    }

    #[test]
    fn an_answer_swaps_the_parties_and_keeps_the_identity() {
        let answer = request().respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::from_unix_seconds(1));
        assert_eq!(answer.metadata.sender_id, "PAYERX");
        assert_eq!(answer.metadata.receiver_id, "SUBMITTER1");
        assert_eq!(answer.metadata.payload_id, request().metadata.payload_id);
        assert_eq!(answer.direction(), Direction::Response);
        assert_eq!(answer.payload, None);
    }

    #[test]
    fn a_batch_payload_brings_its_length_and_check_sum() {
        let metadata = request().metadata;
        assert_eq!(metadata.payload_length.as_deref(), Some("13"));
        assert!(metadata.check_sum.is_some_and(|check_sum| check_sum.is_of(b"ISA*DOE*JANE~")));
    }
}
