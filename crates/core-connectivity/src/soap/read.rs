//! Reads a SOAP envelope: header, body, and in the body one CORE element or one fault.
//!
//! The envelope and the CORE element must be in their namespaces. The fields in the CORE element are found by their
//! local name alone, since the schema puts them in none and real clients put them in one.

use super::fault::read_fault;
use super::header::read_header;
use super::payload::{Include, PayloadText, read_payload};
use crate::error::{Error, ErrorKind};
use crate::fault::Fault;
use crate::field::Field;
use crate::fields::Fields;
use crate::limits::Limits;
use crate::message::Credentials;
use crate::operation::{Direction, Operation};
use crate::xml::{Element, Namespace, Token, XmlReader, is_white_space};

/// What a SOAP body holds.
pub(crate) enum Content {
    Message(Box<Received>),
    Fault(Fault),
}

/// A CORE message as its XML gives it, its attachment not yet found.
pub(crate) struct Received {
    pub(crate) operation: Operation,
    pub(crate) direction: Direction,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) fields: Fields,
    pub(crate) include: Option<Include>,
}

/// Reads the document that stands in the HTTP body at byte `base`.
pub(crate) fn read_envelope(document: &[u8], base: usize, limits: &Limits) -> Result<Content, Error> {
    let mut reader = XmlReader::new(document, base, limits)?;
    expect_envelope(&mut reader)?;
    let mut header = None;
    let mut content = None;
    let end = loop {
        let offset = reader.offset();
        let Some(element) = reader.child()? else {
            break offset;
        };
        if element.is(Namespace::Soap12, "Header") && content.is_none() {
            refuse_second("soap:Header", header.is_some(), element.offset)?;
            header = Some(read_header(&mut reader, limits)?);
        } else if element.is(Namespace::Soap12, "Body") {
            refuse_second("soap:Body", content.is_some(), element.offset)?;
            content = Some(read_body(&mut reader, limits)?);
        } else {
            let expected = "soap:Header, then soap:Body";
            let kind = ErrorKind::ElementUnexpected { expected };
            return Err(Error::body(element.offset, kind));
        }
    };
    expect_end(&mut reader)?;
    let missing = || Error::body(end, ErrorKind::ElementMissing { name: "soap:Body" });
    let mut content = content.ok_or_else(missing)?;
    if let Content::Message(received) = &mut content {
        received.credentials = header.flatten();
    }
    Ok(content)
}

fn expect_envelope(reader: &mut XmlReader<'_>) -> Result<(), Error> {
    let found = "another document";
    let not_an_envelope = |offset| Error::body(offset, ErrorKind::NotAnEnvelope { found });
    let start = reader.offset();
    let element = match reader.child() {
        Err(error) if error.kind == ErrorKind::TextUnexpected => None,
        other => other?,
    };
    let element = element.ok_or_else(|| not_an_envelope(start))?;
    let soap_version = |found| Err(Error::body(element.offset, ErrorKind::SoapVersion { found }));
    match (element.namespace, element.local_name()) {
        (Namespace::Soap12, "Envelope") => Ok(()),
        (Namespace::Soap11, "Envelope") => soap_version("SOAP 1.1"),
        (_, "Envelope") => soap_version("another namespace"),
        _ => Err(not_an_envelope(element.offset)),
    }
}

fn expect_end(reader: &mut XmlReader<'_>) -> Result<(), Error> {
    let found = "something after the envelope";
    loop {
        let offset = reader.offset();
        match reader.next()? {
            Token::End => return Ok(()),
            Token::Text(text) if is_white_space(&text) => {}
            _ => return Err(Error::body(offset, ErrorKind::NotWellFormed { found })),
        }
    }
}

fn refuse_second(name: &'static str, is_second: bool, offset: usize) -> Result<(), Error> {
    if is_second { Err(Error::body(offset, ErrorKind::ElementRepeated { name })) } else { Ok(()) }
}

fn read_body(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Content, Error> {
    const EXPECTED: &str = "a CORE element or soap:Fault";
    let start = reader.offset();
    let missing = || Error::body(start, ErrorKind::ElementMissing { name: EXPECTED });
    let element = reader.child()?.ok_or_else(missing)?;
    let content = if element.is(Namespace::Soap12, "Fault") {
        Content::Fault(read_fault(reader, limits)?)
    } else {
        let (operation, direction) = core_element(&element, EXPECTED)?;
        Content::Message(Box::new(read_message(reader, operation, direction, limits)?))
    };
    match reader.child()? {
        None => Ok(content),
        Some(second) => Err(Error::body(second.offset, ErrorKind::ElementRepeated { name: EXPECTED })),
    }
}

fn core_element(element: &Element<'_>, expected: &'static str) -> Result<(Operation, Direction), Error> {
    let Some((operation, direction)) = Operation::from_element(element.local_name()) else {
        return Err(Error::body(element.offset, ErrorKind::ElementUnexpected { expected }));
    };
    if element.namespace != Namespace::Core {
        let name = operation.element(direction);
        return Err(Error::body(element.offset, ErrorKind::WrongNamespace { name }));
    }
    Ok((operation, direction))
}

fn read_message(reader: &mut XmlReader<'_>, operation: Operation, direction: Direction, limits: &Limits) -> Result<Received, Error> {
    let mut fields = Fields::default();
    let mut include = None;
    let mut payload_seen = false;
    while let Some(element) = reader.child()? {
        match Field::from_wire_name(element.local_name()) {
            // SOAP has these in its header; here they are as strange as any other element.
            None | Some(Field::UserName | Field::Password) => reader.skip()?,
            Some(Field::Payload) => {
                refuse_second_field(Field::Payload, payload_seen, element.offset)?;
                payload_seen = true;
                match read_payload(reader, operation, limits)? {
                    PayloadText::Inline(bytes) => fields.put_payload(bytes),
                    PayloadText::Elsewhere(found) => include = Some(found),
                }
            }
            Some(field) => {
                refuse_second_field(field, fields.has(field), element.offset)?;
                let text = reader.text(limits.max_field_bytes, ErrorKind::FieldNotText { field })?;
                fields.put_text(field, &text);
            }
        }
    }
    Ok(Received { operation, direction, credentials: None, fields, include })
}

fn refuse_second_field(field: Field, is_second: bool, offset: usize) -> Result<(), Error> {
    if is_second { Err(Error::body(offset, ErrorKind::FieldRepeated { field })) } else { Ok(()) }
}
