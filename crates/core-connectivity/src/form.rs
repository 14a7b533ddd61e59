//! HTTP + MIME: one `multipart/form-data` part for each field.
//!
//! The payload is never trimmed, decoded as text or escaped: its bytes are those between the boundaries.

use crate::encode::HttpBody;
use crate::error::{Error, ErrorKind};
use crate::field::Field;
use crate::fields::{Fields, fields_of};
use crate::limits::Limits;
use crate::message::Message;
use crate::multipart::{Part, choose_boundary, finish, push_part, read_parts};
use crate::operation::{Direction, Operation};
use crate::parameters::Parameters;

/// Writes a message as form data.
pub(crate) fn write_form(message: &Message) -> HttpBody {
    let fields = fields_of(message);
    let boundary = choose_boundary(&message.metadata.payload_id, fields.iter().map(|field| field.value));
    let mut body = Vec::new();
    for field in &fields {
        let disposition = format!("Content-Disposition: form-data; name=\"{}\"", field.field);
        push_part(&mut body, &boundary, &[disposition], field.value);
    }
    finish(&mut body, &boundary);
    HttpBody { content_type: format!("multipart/form-data; boundary={boundary}"), soap_action: None, body }
}

/// Reads form data. Parts with names that are not ours are skipped.
pub(crate) fn read_form(body: &[u8], boundary: &str, limits: &Limits) -> Result<Message, Error> {
    let mut fields = Fields::default();
    let mut known = false;
    for part in read_parts(body, boundary, limits)? {
        let name = part_name(&part)?;
        let Some(field) = Field::from_wire_name(&name) else {
            continue;
        };
        known = true;
        if fields.has(field) {
            return Err(Error::body(part.offset, ErrorKind::FieldRepeated { field }));
        }
        read_field(&mut fields, field, &part, limits)?;
    }
    if !known {
        return Err(Error::body(0, ErrorKind::NotAnEnvelope { found: "form data without a field of CORE" }));
    }
    Ok(message_of(fields))
}

/// The field name of a part; without one it is no part of a form.
pub(crate) fn part_name(part: &Part<'_>) -> Result<String, Error> {
    let missing = || Error::body(part.offset, ErrorKind::PartNameMissing);
    let disposition = part.header("content-disposition").ok_or_else(missing)?;
    let disposition = Parameters::parse(disposition).map_err(|kind| Error::body(part.offset, kind))?;
    disposition.get("name").map(str::to_owned).ok_or_else(missing)
}

fn read_field(fields: &mut Fields, field: Field, part: &Part<'_>, limits: &Limits) -> Result<(), Error> {
    let content = part.content()?;
    let (what, limit) = match field {
        Field::Payload => ("bytes of the payload", limits.max_payload_bytes),
        _ => ("bytes of a field", limits.max_field_bytes),
    };
    if content.len() > limit {
        return Err(Error::body(part.content_offset, ErrorKind::LimitExceeded { what, limit }));
    }
    if field == Field::Payload {
        fields.put_payload(content.into_owned());
        return Ok(());
    }
    let text = std::str::from_utf8(&content).or(Err(Error::body(part.content_offset, ErrorKind::NotUtf8)))?;
    fields.put_text(field, text);
    Ok(())
}

/// The form says neither what is asked nor whether it asks: only an answer has an error code.
fn message_of(mut fields: Fields) -> Message {
    let is_answer = fields.has(Field::ErrorCode);
    let direction = if is_answer { Direction::Response } else { Direction::Request };
    let payload_type = crate::PayloadType::new(fields.text(Field::PayloadType).to_owned());
    let operation = Operation::of_form(fields.text(Field::ProcessingMode), &payload_type, fields.has_payload());
    let credentials = fields.take_credentials();
    fields.into_message(operation, direction, credentials)
}
