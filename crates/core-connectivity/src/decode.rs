//! Reads a message: the style follows from the content type, and from the body where the content type says nothing.

use crate::error::{Error, ErrorKind};
use crate::fault::Fault;
use crate::form::{part_name, read_form};
use crate::limits::Limits;
use crate::message::Message;
use crate::mtom::read_mtom;
use crate::multipart::{checked_boundary, first_line_boundary, read_parts};
use crate::operation::Operation;
use crate::parameters::Parameters;
use crate::soap::{Content, Received, read_envelope};

/// What an HTTP body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// A CORE message.
    Message(Box<Message>),
    /// A SOAP fault.
    Fault(Fault),
}

/// Reads a message in any style.
///
/// The SOAP action, if the content type names one, tells the generic operations from the plain ones. Form data names no
/// operation: it follows from the processing mode and the payload type.
///
/// # Errors
/// If the body is no CORE message, is ambiguous, is cut, or exceeds a limit. A SOAP fault is
/// [`ErrorKind::FaultReceived`]; use [`decode_envelope`] where one may come.
pub fn decode(content_type: &str, body: &[u8], limits: &Limits) -> Result<Message, Error> {
    decode_with_action(content_type, None, body, limits)
}

/// Reads a message in any style, with the value of the `SOAPAction` header if there is one.
///
/// # Errors
/// As [`decode`].
pub fn decode_with_action(content_type: &str, soap_action: Option<&str>, body: &[u8], limits: &Limits) -> Result<Message, Error> {
    match decode_envelope(content_type, soap_action, body, limits)? {
        Envelope::Message(message) => Ok(*message),
        Envelope::Fault(_) => Err(Error::body(0, ErrorKind::FaultReceived)),
    }
}

/// Reads a message or a SOAP fault in any style.
///
/// # Errors
/// As [`decode`].
pub fn decode_envelope(content_type: &str, soap_action: Option<&str>, body: &[u8], limits: &Limits) -> Result<Envelope, Error> {
    read_any(content_type, soap_action, body, limits).map(|(envelope, _)| envelope)
}

/// What the envelope was, for those who must know how sure its operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// The operation stands in the body.
    Soap,
    /// The operation is inferred.
    Form,
}

pub(crate) fn read_any(content_type: &str, soap_action: Option<&str>, body: &[u8], limits: &Limits) -> Result<(Envelope, Carrier), Error> {
    if body.len() > limits.max_body_bytes {
        let kind = ErrorKind::LimitExceeded { what: "bytes of the body", limit: limits.max_body_bytes };
        return Err(Error::body(limits.max_body_bytes, kind));
    }
    let media_type = media_type_of(content_type)?;
    let actions = Actions { header: soap_action, media_type: action_of(&media_type) };
    if !media_type.value.starts_with("multipart/") {
        return sniff(body, &media_type, actions, limits);
    }
    let boundary = checked_boundary(media_type.get("boundary"), limits).map_err(Error::header)?;
    match media_type.value.as_str() {
        "multipart/form-data" => decode_form(body, boundary, limits),
        "multipart/related" => decode_mtom(body, boundary, media_type.get("start"), actions, limits),
        _ => sniff_multipart(body, boundary, actions, limits),
    }
}

fn decode_form(body: &[u8], boundary: &str, limits: &Limits) -> Result<(Envelope, Carrier), Error> {
    Ok((Envelope::Message(Box::new(read_form(body, boundary, limits)?)), Carrier::Form))
}

/// The names of the operation that come from outside of the envelope.
struct Actions<'a> {
    header: Option<&'a str>,
    media_type: Option<String>,
}

/// The media type; one that cannot be read is only tolerated where nothing depends on its parameters.
fn media_type_of(content_type: &str) -> Result<Parameters, Error> {
    match Parameters::parse(content_type) {
        Ok(media_type) => Ok(media_type),
        Err(kind) if content_type.trim_start().to_ascii_lowercase().starts_with("multipart/") => Err(Error::header(kind)),
        Err(_) => Ok(Parameters::default()),
    }
}

/// The action, which some toolkits put within the `start-info` parameter.
fn action_of(media_type: &Parameters) -> Option<String> {
    let direct = media_type.get("action").map(str::to_owned);
    let start_info = || Parameters::parse(media_type.get("start-info")?).ok()?.get("action").map(str::to_owned);
    direct.or_else(start_info)
}

/// Decides by the first characters.
fn sniff(body: &[u8], media_type: &Parameters, actions: Actions<'_>, limits: &Limits) -> Result<(Envelope, Carrier), Error> {
    let start = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    let not_an_envelope = |found| Err(Error::body(0, ErrorKind::NotAnEnvelope { found }));
    if start.is_empty() {
        return not_an_envelope("nothing");
    }
    if start.starts_with(b"--")
        && let Some(boundary) = first_line_boundary(start)
    {
        let boundary = checked_boundary(Some(boundary), limits).map_err(|kind| Error::body(0, kind))?;
        return sniff_multipart(body, boundary, actions, limits);
    }
    let is_utf16 = body.starts_with(b"\xFE\xFF") || body.starts_with(b"\xFF\xFE");
    if is_utf16 || !media_type.get("charset").is_none_or(is_utf8) {
        return Err(Error::header(ErrorKind::EncodingUnsupported));
    }
    if !start.starts_with(b"<") {
        return not_an_envelope("neither XML nor a multipart body");
    }
    finish(read_envelope(body, 0, limits)?, actions)
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "utf8", "us-ascii"].into_iter().any(|name| charset.eq_ignore_ascii_case(name))
}

/// Decides by the first part: one with a field name is part of a form.
fn sniff_multipart(body: &[u8], boundary: &str, actions: Actions<'_>, limits: &Limits) -> Result<(Envelope, Carrier), Error> {
    let parts = read_parts(body, boundary, limits)?;
    if parts.first().is_some_and(|part| part_name(part).is_ok()) {
        return decode_form(body, boundary, limits);
    }
    decode_mtom(body, boundary, None, actions, limits)
}

fn decode_mtom(body: &[u8], boundary: &str, start: Option<&str>, actions: Actions<'_>, limits: &Limits) -> Result<(Envelope, Carrier), Error> {
    let related = read_mtom(body, boundary, start, limits)?;
    let media_type = actions.media_type.or(related.action);
    finish(related.content, Actions { media_type, ..actions })
}

/// Makes the message, its operation chosen by the action if that is one of ours.
fn finish(content: Content, actions: Actions<'_>) -> Result<(Envelope, Carrier), Error> {
    let received = match content {
        Content::Fault(fault) => return Ok((Envelope::Fault(fault), Carrier::Soap)),
        Content::Message(received) => received,
    };
    let Received { operation, direction, credentials, fields, include } = *received;
    if let Some(include) = include {
        return Err(Error::body(include.offset, ErrorKind::IncludeUnresolved));
    }
    let mut chosen = None;
    let named = [actions.header, actions.media_type.as_deref()];
    for named in named.into_iter().flatten().filter_map(Operation::from_action) {
        if named.element(direction) != operation.element(direction) {
            return Err(Error::header(ErrorKind::ActionMismatch));
        }
        chosen = match chosen {
            Some(other) if other != named => return Err(Error::header(ErrorKind::ActionMismatch)),
            _ => Some(named),
        };
    }
    let operation = chosen.unwrap_or(operation);
    let message = fields.into_message(operation, direction, credentials);
    Ok((Envelope::Message(Box::new(message)), Carrier::Soap))
}
