//! Between a [`Message`] and its list of fields: what the SOAP and the form have in common, in both directions.

use std::collections::BTreeMap;

use crate::check_sum::CheckSum;
use crate::error_code::ErrorCode;
use crate::field::Field;
use crate::message::{Credentials, Exchange, Message, Metadata, Payload};
use crate::operation::{Direction, Operation};
use crate::payload_type::PayloadType;
use crate::rule_version::RuleVersion;
use crate::time_stamp::TimeStamp;

/// One field to be written.
pub(crate) struct FieldValue<'a> {
    pub(crate) field: Field,
    pub(crate) value: &'a [u8],
}

/// The fields of a message in wire order, without the ones that it does not have.
pub(crate) fn fields_of(message: &Message) -> Vec<FieldValue<'_>> {
    Field::ALL.into_iter().filter_map(|field| value_of(message, field).map(|value| FieldValue { field, value })).collect()
}

fn value_of(message: &Message, field: Field) -> Option<&[u8]> {
    let metadata = &message.metadata;
    let text: &str = match (field, &message.exchange) {
        (Field::PayloadType, _) => metadata.payload_type.as_str(),
        (Field::ProcessingMode, _) => &metadata.processing_mode,
        (Field::PayloadId, _) => &metadata.payload_id,
        (Field::PayloadLength, _) => metadata.payload_length.as_deref()?,
        (Field::TimeStamp, _) => metadata.time_stamp.as_str(),
        (Field::SenderId, _) => &metadata.sender_id,
        (Field::ReceiverId, _) => &metadata.receiver_id,
        (Field::RuleVersion, _) => metadata.rule_version.as_str(),
        (Field::CheckSum, _) => metadata.check_sum.as_ref()?.as_str(),
        (Field::Payload, _) => return message.payload_bytes(),
        (Field::UserName, Exchange::Request { credentials }) => &credentials.as_ref()?.user_name,
        (Field::Password, Exchange::Request { credentials }) => &credentials.as_ref()?.password,
        (Field::ErrorCode, Exchange::Response { error_code, .. }) => error_code.as_str(),
        (Field::ErrorMessage, Exchange::Response { error_message, .. }) => error_message,
        _ => return None,
    };
    Some(text.as_bytes())
}

/// Fields as they are read, each at most once.
#[derive(Default)]
pub(crate) struct Fields {
    texts: BTreeMap<Field, String>,
    payload: Option<Payload>,
}

impl Fields {
    /// Whether the field was read already.
    pub(crate) fn has(&self, field: Field) -> bool {
        match field {
            Field::Payload => self.payload.is_some(),
            _ => self.texts.contains_key(&field),
        }
    }

    pub(crate) fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    pub(crate) fn put_text(&mut self, field: Field, value: &str) {
        let value = if field.keeps_white_space() { value } else { value.trim_matches([' ', '\t', '\r', '\n']) };
        self.texts.insert(field, value.to_owned());
    }

    pub(crate) fn put_payload(&mut self, payload: Vec<u8>) {
        self.payload = Some(Payload::from(payload));
    }

    pub(crate) fn has_payload(&self) -> bool {
        self.payload.as_ref().is_some_and(|payload| !payload.bytes().is_empty())
    }

    /// User name and password where they are fields, that is in a form.
    pub(crate) fn take_credentials(&mut self) -> Option<Credentials> {
        let user_name = self.texts.remove(&Field::UserName);
        let password = self.texts.remove(&Field::Password);
        (user_name.is_some() || password.is_some()).then(|| Credentials { user_name: user_name.unwrap_or_default(), password: password.unwrap_or_default() })
    }

    /// The message that these fields make. An empty optional field is an absent one.
    pub(crate) fn into_message(mut self, operation: Operation, direction: Direction, credentials: Option<Credentials>) -> Message {
        let mut take = |field| self.texts.remove(&field).unwrap_or_default();
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let metadata = Metadata {
            payload_type: PayloadType::new(take(Field::PayloadType)),
            processing_mode: take(Field::ProcessingMode),
            payload_id: take(Field::PayloadId),
            payload_length: given(take(Field::PayloadLength)),
            time_stamp: TimeStamp::new(take(Field::TimeStamp)),
            sender_id: take(Field::SenderId),
            receiver_id: take(Field::ReceiverId),
            rule_version: RuleVersion::new(take(Field::RuleVersion)),
            check_sum: given(take(Field::CheckSum)).map(CheckSum::new),
        };
        let exchange = match direction {
            Direction::Request => Exchange::Request { credentials },
            Direction::Response => Exchange::Response { error_code: ErrorCode::new(take(Field::ErrorCode)), error_message: take(Field::ErrorMessage) },
        };
        let payload = self.payload.filter(|payload| !payload.bytes().is_empty());
        Message { operation, exchange, metadata, payload }
    }
}
