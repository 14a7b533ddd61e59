//! SOAP with attachments (MTOM/XOP): a `multipart/related` body whose first part is the envelope.
//!
//! A batch payload stands in a part of its own; a real-time payload is text and stays in the envelope.

use crate::encode::HttpBody;
use crate::error::{EncodeError, Error, ErrorKind};
use crate::limits::Limits;
use crate::message::Message;
use crate::multipart::{Part, choose_boundary, finish, push_part, read_parts};
use crate::parameters::Parameters;
use crate::soap::{Content, Include, PayloadForm, read_envelope, write_envelope};

/// Content-ID of the envelope.
const ENVELOPE_ID: &str = "envelope@core";
/// Content-ID of the payload.
const PAYLOAD_ID: &str = "payload@core";

/// Writes a message as SOAP with its batch payload beside it.
pub(crate) fn write_mtom(message: &Message) -> Result<HttpBody, EncodeError> {
    let attachment = message.payload_bytes().filter(|_| !message.operation.is_real_time());
    let payload_form = if attachment.is_some() { PayloadForm::Include(PAYLOAD_ID) } else { PayloadForm::Cdata };
    let envelope = write_envelope(message, payload_form)?;
    let contents = [envelope.as_bytes(), attachment.unwrap_or_default()];
    let boundary = choose_boundary(&message.metadata.payload_id, contents);
    let mut body = Vec::new();
    let root = part_headers("application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"", ENVELOPE_ID);
    push_part(&mut body, &boundary, &root, envelope.as_bytes());
    if let Some(payload) = attachment {
        push_part(&mut body, &boundary, &part_headers("application/octet-stream", PAYLOAD_ID), payload);
    }
    finish(&mut body, &boundary);
    let action = message.operation.action();
    let content_type = format!(
        "multipart/related; type=\"application/xop+xml\"; start=\"<{ENVELOPE_ID}>\"; \
         start-info=\"application/soap+xml\"; action=\"{action}\"; boundary=\"{boundary}\""
    );
    Ok(HttpBody { content_type, soap_action: None, body })
}

fn part_headers(content_type: &str, content_id: &str) -> [String; 3] {
    [format!("Content-Type: {content_type}"), "Content-Transfer-Encoding: binary".to_owned(), format!("Content-ID: <{content_id}>")]
}

/// What a `multipart/related` body holds, and the action that its envelope part names.
pub(crate) struct Related {
    pub(crate) content: Content,
    pub(crate) action: Option<String>,
}

/// Reads the envelope and fetches the payload that it points at. `start` is the Content-ID of the envelope's part.
pub(crate) fn read_mtom(body: &[u8], boundary: &str, start: Option<&str>, limits: &Limits) -> Result<Related, Error> {
    let parts = read_parts(body, boundary, limits)?;
    refuse_repeated_ids(&parts)?;
    let root = match start {
        Some(start) => part_with_id(&parts, start),
        None => parts.first(),
    };
    let root = root.ok_or(Error::header(ErrorKind::StartPartMissing))?;
    let mut content = read_envelope(&root.content()?, root.content_offset, limits)?;
    if let Content::Message(received) = &mut content
        && let Some(include) = received.include.take()
    {
        received.fields.put_payload(included(&parts, root, &include, limits)?);
    }
    let media_type = root.header("content-type").and_then(|header| Parameters::parse(header).ok());
    let action = media_type.and_then(|media_type| media_type.get("action").map(str::to_owned));
    Ok(Related { content, action })
}

fn content_id<'a>(part: &'a Part<'_>) -> Option<&'a str> {
    part.header("content-id").map(without_brackets)
}

fn without_brackets(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id)
}

fn part_with_id<'p, 'a>(parts: &'p [Part<'a>], id: &str) -> Option<&'p Part<'a>> {
    parts.iter().find(|part| content_id(part) == Some(without_brackets(id)))
}

/// Two parts with one id would let two readers see two payloads.
fn refuse_repeated_ids(parts: &[Part<'_>]) -> Result<(), Error> {
    let mut seen = std::collections::BTreeSet::new();
    match parts.iter().find(|part| content_id(part).is_some_and(|id| !seen.insert(id))) {
        Some(part) => Err(Error::body(part.offset, ErrorKind::ContentIdRepeated)),
        None => Ok(()),
    }
}

fn included(parts: &[Part<'_>], root: &Part<'_>, include: &Include, limits: &Limits) -> Result<Vec<u8>, Error> {
    let unresolved = || Error::body(include.offset, ErrorKind::IncludeUnresolved);
    let part = part_with_id(parts, &include.content_id).ok_or_else(unresolved)?;
    if part.offset == root.offset {
        return Err(Error::body(include.offset, ErrorKind::IncludeOfItself));
    }
    let content = part.content()?;
    let limit = limits.max_payload_bytes;
    if content.len() > limit {
        let kind = ErrorKind::LimitExceeded { what: "bytes of the payload", limit };
        return Err(Error::body(part.content_offset, kind));
    }
    Ok(content.into_owned())
}
