//! The fields of a CORE envelope, in the order in which the schema lists them.

use std::fmt;

/// One field of the envelope metadata.
///
/// The order of the variants is the order on the wire; [`Field::UserName`] and [`Field::Password`] are form fields only,
/// since SOAP carries them in its security header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What the payload is.
    PayloadType,
    /// `RealTime` or `Batch`.
    ProcessingMode,
    /// The identity of the exchange, a UUID.
    PayloadId,
    /// Size of the payload in bytes.
    PayloadLength,
    /// When the envelope was made.
    TimeStamp,
    /// Submitter's user name.
    UserName,
    /// Submitter's password.
    Password,
    /// Who sends.
    SenderId,
    /// Who receives.
    ReceiverId,
    /// Version of the connectivity rule.
    RuleVersion,
    /// SHA-1 of the payload.
    CheckSum,
    /// The X12 bytes.
    Payload,
    /// How the receiver judged the envelope.
    ErrorCode,
    /// The receiver's words for it.
    ErrorMessage,
}

impl Field {
    /// All fields, in wire order.
    pub const ALL: [Field; 14] = [
        Field::PayloadType,
        Field::ProcessingMode,
        Field::PayloadId,
        Field::PayloadLength,
        Field::TimeStamp,
        Field::UserName,
        Field::Password,
        Field::SenderId,
        Field::ReceiverId,
        Field::RuleVersion,
        Field::CheckSum,
        Field::Payload,
        Field::ErrorCode,
        Field::ErrorMessage,
    ];

    /// The name as the schema spells it.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Field::PayloadType => "PayloadType",
            Field::ProcessingMode => "ProcessingMode",
            Field::PayloadId => "PayloadID",
            Field::PayloadLength => "PayloadLength",
            Field::TimeStamp => "TimeStamp",
            Field::UserName => "UserName",
            Field::Password => "Password",
            Field::SenderId => "SenderID",
            Field::ReceiverId => "ReceiverID",
            Field::RuleVersion => "CORERuleVersion",
            Field::CheckSum => "CheckSum",
            Field::Payload => "Payload",
            Field::ErrorCode => "ErrorCode",
            Field::ErrorMessage => "ErrorMessage",
        }
    }

    /// The field with this name; working clients write `PayloadId` and `SenderId`, so case does not count.
    pub fn from_wire_name(name: &str) -> Option<Field> {
        Self::ALL.into_iter().find(|field| field.wire_name().eq_ignore_ascii_case(name))
    }

    /// Whether white space around the value belongs to it. It does not, except in what only the partner may judge.
    pub(crate) const fn keeps_white_space(self) -> bool {
        matches!(self, Field::UserName | Field::Password | Field::Payload)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wire_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_name_in_any_case() {
        for field in Field::ALL {
            assert_eq!(Field::from_wire_name(field.wire_name()), Some(field));
            assert_eq!(Field::from_wire_name(&field.wire_name().to_lowercase()), Some(field));
        }
        assert_eq!(Field::from_wire_name("SenderId"), Some(Field::SenderId));
        assert_eq!(Field::from_wire_name("Sender"), None);
    }

    #[test]
    fn the_list_is_in_wire_order() {
        assert!(Field::ALL.is_sorted());
    }
}
