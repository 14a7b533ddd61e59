//! Writes a SOAP envelope: a template, since toolkits that generate it from the WSDL are refused by real payers.
//!
//! Only the outer element of the body is in the CORE namespace. The fields are in none, in the order of the schema.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::EncodeError;
use crate::field::Field;
use crate::fields::{FieldValue, fields_of};
use crate::message::{Credentials, Exchange, Message};
use crate::xml::{PASSWORD_TEXT, SECURITY, SOAP_1_2, XOP, push_cdata, push_escaped, xml_text};

/// How the payload stands in the XML.
#[derive(Clone, Copy)]
pub(crate) enum PayloadForm<'a> {
    /// Text in CDATA.
    Cdata,
    /// Text with escaped characters.
    Escaped,
    /// Base64.
    Base64,
    /// In another part, with this Content-ID.
    Include(&'a str),
}

/// Writes the envelope of a message.
pub(crate) fn write_envelope(message: &Message, payload_form: PayloadForm<'_>) -> Result<String, EncodeError> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.push_str(&format!("<soap:Envelope xmlns:soap=\"{SOAP_1_2}\">"));
    if let Exchange::Request { credentials: Some(credentials) } = &message.exchange {
        push_header(&mut out, credentials)?;
    }
    let element = message.operation.element(message.direction());
    let namespace = message.metadata.rule_version.namespace();
    out.push_str(&format!("<soap:Body><core:{element} xmlns:core=\"{namespace}\">"));
    for value in fields_of(message) {
        push_field(&mut out, &value, payload_form)?;
    }
    out.push_str(&format!("</core:{element}></soap:Body></soap:Envelope>"));
    Ok(out)
}

fn push_header(out: &mut String, credentials: &Credentials) -> Result<(), EncodeError> {
    out.push_str(&format!("<soap:Header><wsse:Security soap:mustUnderstand=\"true\" xmlns:wsse=\"{SECURITY}\"><wsse:UsernameToken><wsse:Username>"));
    push_escaped(out, xml_text(Field::UserName, credentials.user_name.as_bytes())?);
    out.push_str(&format!("</wsse:Username><wsse:Password Type=\"{PASSWORD_TEXT}\">"));
    push_escaped(out, xml_text(Field::Password, credentials.password.as_bytes())?);
    out.push_str("</wsse:Password></wsse:UsernameToken></wsse:Security></soap:Header>");
    Ok(())
}

fn push_field(out: &mut String, value: &FieldValue<'_>, payload_form: PayloadForm<'_>) -> Result<(), EncodeError> {
    let FieldValue { field, value } = *value;
    // SOAP has these two in its header.
    if matches!(field, Field::UserName | Field::Password) {
        return Ok(());
    }
    let name = field.wire_name();
    out.push_str(&format!("<{name}>"));
    match payload_form {
        PayloadForm::Base64 if field == Field::Payload => STANDARD.encode_string(value, out),
        PayloadForm::Include(content_id) if field == Field::Payload => {
            out.push_str(&format!("<xop:Include xmlns:xop=\"{XOP}\" href=\"cid:{content_id}\"/>"));
        }
        PayloadForm::Cdata if field == Field::Payload => push_cdata(out, xml_text(field, value)?),
        _ => push_escaped(out, xml_text(field, value)?),
    }
    out.push_str(&format!("</{name}>"));
    Ok(())
}
