//! What a server checks in the metadata of a request, and the CORE error code for what it finds.
//!
//! The first fault in wire order is reported, as the answer has room for one. Which payload types and partners a
//! server knows, and whether the password is right, is for its owner to check.

use crate::error_code::ErrorCode;
use crate::field::Field;
use crate::message::Message;
use crate::operation::{Direction, Presence};

/// A field of the metadata that the rules do not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct MetadataError {
    /// The code that the answer carries.
    pub error_code: ErrorCode,
    /// The field at fault.
    pub field: Field,
    /// What is wrong with it. Values are not quoted.
    pub problem: MetadataProblem,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MetadataProblem {
    /// The field is absent or empty.
    #[error("this field is required here and is missing or empty")]
    Missing,
    /// The message is not a request.
    #[error("expected a request, found a response")]
    NotARequest,
    /// The payload type is not written as a code.
    #[error("expected 1 to 64 letters, digits, '_', '-' or '.'")]
    NotACode,
    /// The mode does not go with the operation.
    #[error("expected '{expected}', the mode of this operation")]
    WrongMode {
        /// The mode that does.
        expected: &'static str,
    },
    /// The PayloadID is not a UUID.
    #[error("expected a UUID of 36 characters, such as 00000000-0000-1000-8000-000000000000")]
    NotAUuid,
    /// The time stamp is not a moment.
    #[error("expected a UTC time such as 2026-01-05T14:03:07Z")]
    NotATime,
    /// The length is not a number.
    #[error("expected the number of bytes of the payload, in digits")]
    NotANumber,
    /// The length is another one.
    #[error("the payload has {found} bytes, which is not the number given")]
    WrongLength {
        /// Bytes received.
        found: usize,
    },
    /// The check sum is not a SHA-1 digest.
    #[error("expected a SHA-1 digest in 40 hexadecimal digits or in Base64")]
    NotADigest,
    /// The digest is another one.
    #[error("the SHA-1 digest of the payload is not the one given")]
    WrongDigest,
    /// We do not speak this version.
    #[error("expected 2.2.0 or 4.0.0")]
    UnknownVersion,
}

/// Checks the metadata of a request against the rules, length and check sum of the payload included.
pub fn validate_request(message: &Message) -> Result<(), MetadataError> {
    if message.direction() != Direction::Request {
        return fault(ErrorCode::SENDER, Field::ErrorCode, MetadataProblem::NotARequest);
    }
    for field in Field::ALL {
        if is_missing(message, field) {
            return fault(ErrorCode::required(field), field, MetadataProblem::Missing);
        }
        check_value(message, field)?;
    }
    Ok(())
}

/// Checks that the payload has the length and the check sum that its envelope gives; for requests and responses.
pub fn verify_payload(message: &Message) -> Result<(), MetadataError> {
    check_length(message)?;
    check_digest(message)
}

fn fault(error_code: ErrorCode, field: Field, problem: MetadataProblem) -> Result<(), MetadataError> {
    Err(MetadataError { error_code, field, problem })
}

fn illegal_unless(allowed: bool, field: Field, problem: MetadataProblem) -> Result<(), MetadataError> {
    if allowed { Ok(()) } else { fault(ErrorCode::illegal(field), field, problem) }
}

fn is_missing(message: &Message, field: Field) -> bool {
    let metadata = &message.metadata;
    let is_empty = match field {
        Field::PayloadType => metadata.payload_type.is_empty(),
        Field::ProcessingMode => metadata.processing_mode.is_empty(),
        Field::PayloadId => metadata.payload_id.is_empty(),
        Field::PayloadLength => metadata.payload_length.as_deref().is_none_or(str::is_empty),
        Field::TimeStamp => metadata.time_stamp.is_empty(),
        Field::SenderId => metadata.sender_id.is_empty(),
        Field::ReceiverId => metadata.receiver_id.is_empty(),
        Field::RuleVersion => metadata.rule_version.is_empty(),
        Field::CheckSum => metadata.check_sum.as_ref().is_none_or(|check_sum| check_sum.is_empty()),
        Field::Payload => message.payload_bytes().is_none(),
        Field::UserName | Field::Password | Field::ErrorCode | Field::ErrorMessage => false,
    };
    is_empty && message.operation.presence(Direction::Request, field) == Presence::Required
}

fn check_value(message: &Message, field: Field) -> Result<(), MetadataError> {
    let metadata = &message.metadata;
    let mode = message.operation.processing_mode();
    match field {
        Field::PayloadType => illegal_unless(metadata.payload_type.is_well_formed(), field, MetadataProblem::NotACode),
        Field::ProcessingMode => illegal_unless(metadata.processing_mode == mode, field, MetadataProblem::WrongMode { expected: mode }),
        Field::PayloadId => illegal_unless(is_uuid(&metadata.payload_id), field, MetadataProblem::NotAUuid),
        Field::TimeStamp => illegal_unless(metadata.time_stamp.unix_seconds().is_some(), field, MetadataProblem::NotATime),
        Field::RuleVersion if !metadata.rule_version.is_known() => fault(ErrorCode::VERSION_MISMATCH, field, MetadataProblem::UnknownVersion),
        Field::PayloadLength => check_length(message),
        Field::CheckSum => check_digest(message),
        _ => Ok(()),
    }
}

fn check_length(message: &Message) -> Result<(), MetadataError> {
    let Some(text) = message.metadata.payload_length.as_deref().filter(|text| !text.is_empty()) else {
        return Ok(());
    };
    let found = message.payload_bytes().map_or(0, <[u8]>::len);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    illegal_unless(digits, Field::PayloadLength, MetadataProblem::NotANumber)?;
    let agrees = text.parse() == Ok(found);
    illegal_unless(agrees, Field::PayloadLength, MetadataProblem::WrongLength { found })
}

fn check_digest(message: &Message) -> Result<(), MetadataError> {
    let given = message.metadata.check_sum.as_ref().filter(|check_sum| !check_sum.is_empty());
    // A check sum over nothing says nothing: some clients fill the field where there is no payload.
    let (Some(given), Some(payload)) = (given, message.payload_bytes()) else {
        return Ok(());
    };
    illegal_unless(given.is_well_formed(), Field::CheckSum, MetadataProblem::NotADigest)?;
    if given.is_of(payload) {
        return Ok(());
    }
    fault(ErrorCode::CHECKSUM_MISMATCHED, Field::CheckSum, MetadataProblem::WrongDigest)
}

/// Whether the text is a UUID in its usual form: 8-4-4-4-12 hexadecimal digits. The version does not count.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CheckSum, Operation, PayloadType, RuleVersion, TimeStamp};

    fn request(operation: Operation) -> Message {
        let payload_id = "5f0c3d1e-8a55-11f0-9a3b-0242ac120002";
        Message::request(operation, PayloadType::PROFESSIONAL_CLAIM, payload_id, TimeStamp::from_unix_seconds(0))
            .between("SUBMITTER1", "PAYERX")
            .with_payload(&b"ISA*00~"[..])
    }

    /// Breaks a correct batch submission and expects the code.
    #[track_caller]
    fn check(break_it: impl FnOnce(&mut Message), expect: &str) {
        let mut message = request(Operation::BatchSubmitTransaction);
        assert_eq!(validate_request(&message), Ok(()));
        break_it(&mut message);
        let error = validate_request(&message).expect_err("a broken message");
        assert_eq!(error.error_code.as_str(), expect);
    }

    #[test]
    fn each_missing_field_has_its_code() {
        check(|m| m.metadata.payload_type = PayloadType::new(""), "PayloadTypeRequired");
        check(|m| m.metadata.processing_mode.clear(), "ProcessingModeRequired");
        check(|m| m.metadata.payload_id.clear(), "PayloadIDRequired");
        check(|m| m.metadata.payload_length = None, "PayloadLengthRequired");
        check(|m| m.metadata.time_stamp = TimeStamp::new(""), "TimeStampRequired");
        check(|m| m.metadata.sender_id.clear(), "SenderIDRequired");
        check(|m| m.metadata.receiver_id.clear(), "ReceiverIDRequired");
        check(|m| m.metadata.rule_version = RuleVersion::new(""), "CORERuleVersionRequired");
        check(|m| m.metadata.check_sum = None, "CheckSumRequired");
        check(
            |m| {
                m.payload = None;
                m.metadata.payload_length = Some("0".to_owned());
            },
            "PayloadRequired",
        );
    }

    #[test]
    fn each_illegal_field_has_its_code() {
        check(|m| m.metadata.payload_type = PayloadType::new("X12 837"), "PayloadTypeIllegal");
        check(|m| m.metadata.processing_mode = "RealTime".to_owned(), "ProcessingModeIllegal");
        check(|m| m.metadata.payload_id = "FILELIST".to_owned(), "PayloadIDIllegal");
        check(|m| m.metadata.payload_length = Some("+7".to_owned()), "PayloadLengthIllegal");
        check(|m| m.metadata.payload_length = Some("8".to_owned()), "PayloadLengthIllegal");
        check(|m| m.metadata.payload_length = Some("9".repeat(40)), "PayloadLengthIllegal");
        check(|m| m.metadata.time_stamp = TimeStamp::new("yesterday"), "TimeStampIllegal");
        check(|m| m.metadata.rule_version = RuleVersion::new("1.1.0"), "VersionMismatch");
        check(|m| m.metadata.check_sum = Some(CheckSum::new("abc")), "CheckSumIllegal");
        check(|m| m.metadata.check_sum = Some(CheckSum::of(b"other")), "ChecksumMismatched");
        check(|m| *m = m.respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::new("")), "Sender");
    }

    #[test]
    fn a_payload_is_verified_in_answers_too() {
        let answer =
            request(Operation::BatchResultsRetrievalTransaction).respond(PayloadType::CLAIM_STATUS_RESPONSE, TimeStamp::new("")).with_payload(&b"ISA*00~"[..]);
        assert_eq!(verify_payload(&answer), Ok(()));
        let broken = |break_it: &dyn Fn(&mut Message)| {
            let mut answer = answer.clone();
            break_it(&mut answer);
            verify_payload(&answer).expect_err("a damaged payload").problem
        };
        let shorter = |m: &mut Message| m.metadata.payload_length = Some("6".to_owned());
        assert_eq!(broken(&shorter), MetadataProblem::WrongLength { found: 7 });
        let other = |m: &mut Message| m.payload = Some(b"ISA*01~"[..].into());
        assert_eq!(broken(&other), MetadataProblem::WrongDigest);
    }

    #[test]
    fn a_retrieval_needs_no_payload_length_or_check_sum() {
        let mut message = request(Operation::BatchSubmitAckRetrievalTransaction);
        message.payload = None;
        message.metadata.payload_length = None;
        message.metadata.check_sum = None;
        assert_eq!(validate_request(&message), Ok(()));
        message.metadata.check_sum = Some(CheckSum::new("da39a3ee"));
        assert_eq!(validate_request(&message), Ok(()));
    }

    #[test]
    fn real_time_needs_its_mode_and_payload() {
        let mut message = request(Operation::RealTimeTransaction);
        assert_eq!(validate_request(&message), Ok(()));
        message.payload = None;
        assert_eq!(validate_request(&message).expect_err("no payload").field, Field::Payload);
    }

    #[test]
    fn a_uuid_of_any_version_and_case_will_do() {
        assert!(is_uuid("5F0C3D1E-8a55-41f0-9A3B-0242AC120002"));
        for text in ["", "-", "5f0c3d1e8a5511f09a3b0242ac120002", "5f0c3d1e-8a55-11f0-9a3b-0242ac12000g", "{5f0c3d1e-8a55-11f0-9a3b-0242ac120002}"] {
            assert!(!is_uuid(text), "{text}");
        }
    }
}
