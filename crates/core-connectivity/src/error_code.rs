//! `ErrorCode`: how the receiver judged the envelope. A rejection of the X12 inside is not its business.

use crate::field::Field;
use crate::open_code::open_code;

open_code! {
    /// How the receiver judged the envelope.
    ///
    /// A payload that is rejected (999, TA1, AAA in a 271) still travels in an envelope that says [`ErrorCode::SUCCESS`].
    ErrorCode {
        /// The envelope was processed.
        SUCCESS = "Success";
        /// The receiver does not speak this version of the rule.
        VERSION_MISMATCH = "VersionMismatch";
        /// The user name, password or certificate was not accepted.
        UNAUTHORIZED = "UnAuthorized";
        /// The digest of the payload is not the one in the envelope.
        CHECKSUM_MISMATCHED = "ChecksumMismatched";
        /// The message was not as expected.
        SENDER = "Sender";
        /// The receiver has troubles of its own.
        RECEIVER = "Receiver";
    }
}

impl ErrorCode {
    /// The code for a field that is missing, `PayloadIDRequired` for one.
    pub fn required(field: Field) -> Self {
        Self::new(format!("{field}Required"))
    }

    /// The code for a field whose value is not allowed, `TimeStampIllegal` for one.
    pub fn illegal(field: Field) -> Self {
        Self::new(format!("{field}Illegal"))
    }

    /// The code for a field that the receiver does not know.
    pub fn not_understood(field: Field) -> Self {
        Self::new(format!("{field}NotUnderstood"))
    }

    /// Whether the envelope was processed.
    pub fn is_success(&self) -> bool {
        self.matches(&Self::SUCCESS)
    }

    /// Whether the code says that the receiver stopped at the envelope and did not take the payload.
    ///
    /// [`ErrorCode::RECEIVER`] and codes unknown to us prove nothing: the payload may have been taken before the trouble.
    pub fn refuses_before_processing(&self) -> bool {
        let stopped_at_field =
            ["Required", "Illegal", "NotUnderstood"].into_iter().any(|suffix| self.as_str().strip_suffix(suffix).and_then(Field::from_wire_name).is_some());
        let known = [Self::VERSION_MISMATCH, Self::UNAUTHORIZED, Self::CHECKSUM_MISMATCHED, Self::SENDER];
        stopped_at_field || known.iter().any(|code| self.matches(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_codes_are_made_of_the_fields_wire_name() {
        assert_eq!(ErrorCode::required(Field::PayloadId).as_str(), "PayloadIDRequired");
        assert_eq!(ErrorCode::illegal(Field::RuleVersion).as_str(), "CORERuleVersionIllegal");
        assert_eq!(ErrorCode::not_understood(Field::SenderId).as_str(), "SenderIDNotUnderstood");
    }

    #[test]
    fn only_codes_about_the_envelope_prove_that_nothing_was_taken() {
        for code in ["PayloadIDRequired", "TimeStampIllegal", "ChecksumMismatched", "UnAuthorized", "Sender"] {
            assert!(ErrorCode::new(code).refuses_before_processing(), "{code}");
        }
        for code in ["Receiver", "Success", "Illegal", "SomethingIllegal", "", "Timeout"] {
            assert!(!ErrorCode::new(code).refuses_before_processing(), "{code}");
        }
    }
}
