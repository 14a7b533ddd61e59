//! Writes a message in the style that a partner wants.

use crate::error::EncodeError;
use crate::fault::Fault;
use crate::form::write_form;
use crate::message::Message;
use crate::mtom::write_mtom;
use crate::operation::Direction;
use crate::soap::{PayloadForm, write_envelope, write_fault};

/// How a message stands in an HTTP body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// SOAP 1.2: a real-time payload as text, a batch payload in Base64.
    Soap {
        /// How a real-time payload is written.
        text: TextForm,
        /// How the body is labelled.
        media_type: SoapMediaType,
    },
    /// SOAP 1.2 with a batch payload in a part of its own.
    Mtom,
    /// One `multipart/form-data` part for each field.
    Form,
}

/// How text is written in XML. Both mean the same; some servers cannot read the one, some not the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextForm {
    /// As CDATA.
    Cdata,
    /// With escaped characters.
    Escaped,
}

/// How a SOAP body is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SoapMediaType {
    /// `application/soap+xml` with the action in it, as SOAP 1.2 wants it.
    SoapXml,
    /// `text/xml` with the action in a header only, for servers that never left SOAP 1.1 behind.
    TextXml,
}

/// An HTTP body and the headers that belong to it.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpBody {
    /// Value of the `Content-Type` header.
    pub content_type: String,
    /// Value of the `SOAPAction` header: some servers look there. `None` for a form and for every answer.
    pub soap_action: Option<String>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Style {
    /// SOAP 1.2 as the rule describes it.
    pub const SOAP: Style = Style::Soap { text: TextForm::Cdata, media_type: SoapMediaType::SoapXml };

    /// The style of an answer to a request with this content type: a client reads what it writes.
    pub fn of_content_type(content_type: &str) -> Self {
        let media_type = content_type.split(';').next().unwrap_or_default();
        match media_type.trim().to_ascii_lowercase().as_str() {
            "multipart/form-data" => Style::Form,
            "multipart/related" => Style::Mtom,
            "text/xml" => Style::Soap { text: TextForm::Cdata, media_type: SoapMediaType::TextXml },
            _ => Style::SOAP,
        }
    }
}

/// Writes a message. The same message gives the same bytes.
///
/// An empty payload is no payload. A message in SOAP or MTOM cannot have control characters (X12 separators such as
/// 0x1D among them) in text; [`Style::Form`] carries any bytes.
pub fn encode(message: &Message, style: Style) -> Result<HttpBody, EncodeError> {
    let written = match style {
        Style::Soap { text, media_type } => write_soap(message, text, media_type)?,
        Style::Mtom => write_mtom(message)?,
        Style::Form => return Ok(write_form(message)),
    };
    let is_request = message.direction() == Direction::Request;
    let soap_action = is_request.then(|| message.operation.action().to_owned());
    Ok(HttpBody { soap_action, ..written })
}

/// Writes a SOAP fault.
pub fn encode_fault(fault: &Fault) -> HttpBody {
    HttpBody { content_type: "application/soap+xml; charset=UTF-8".to_owned(), soap_action: None, body: write_fault(fault).into_bytes() }
}

fn write_soap(message: &Message, text: TextForm, media_type: SoapMediaType) -> Result<HttpBody, EncodeError> {
    let payload_form = match text {
        _ if !message.operation.is_real_time() => PayloadForm::Base64,
        TextForm::Cdata => PayloadForm::Cdata,
        TextForm::Escaped => PayloadForm::Escaped,
    };
    let action = message.operation.action();
    let content_type = match media_type {
        SoapMediaType::SoapXml => {
            format!("application/soap+xml; charset=UTF-8; action=\"{action}\"")
        }
        SoapMediaType::TextXml => "text/xml; charset=UTF-8".to_owned(),
    };
    Ok(HttpBody { content_type, soap_action: None, body: write_envelope(message, payload_form)?.into_bytes() })
}

impl std::fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpBody")
            .field("content_type", &self.content_type)
            .field("soap_action", &self.soap_action)
            .field("body", &format_args!("[phi, {} bytes]", self.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, Limits, Operation, PayloadType, TimeStamp, decode};

    fn question(payload: &[u8]) -> Message {
        let time_stamp = TimeStamp::from_unix_seconds(0);
        let payload_type = PayloadType::ELIGIBILITY_REQUEST;
        Message::request(Operation::RealTimeTransaction, payload_type, "1", time_stamp).with_payload(payload)
    }

    fn soap(text: TextForm, media_type: SoapMediaType) -> Style {
        Style::Soap { text, media_type }
    }

    #[test]
    fn a_payload_that_xml_cannot_carry_needs_a_form() {
        let message = question(b"ISA\x1d~");
        let escaped = soap(TextForm::Escaped, SoapMediaType::SoapXml);
        for style in [Style::SOAP, escaped, Style::Mtom] {
            let refused = EncodeError::NotXmlText { field: Field::Payload, offset: 3 };
            assert_eq!(encode(&message, style), Err(refused));
        }
        let form = encode(&message, Style::Form).expect("a form carries anything");
        assert_eq!(decode(&form.content_type, &form.body, &Limits::DEFAULT), Ok(message));
    }

    #[test]
    fn only_soap_requests_have_an_action_header() {
        let action = |message: &Message, style| encode(message, style).expect("text").soap_action;
        let answer = question(b"ISA~").respond(PayloadType::ACKNOWLEDGMENT, TimeStamp::new(""));
        for style in [Style::SOAP, Style::Mtom] {
            let expect = Some("RealTimeTransaction".to_owned());
            assert_eq!(action(&question(b"ISA~"), style), expect);
            assert_eq!(action(&answer, style), None);
        }
        assert_eq!(action(&question(b"ISA~"), Style::Form), None);
    }

    #[test]
    fn an_answer_has_the_style_of_its_question() {
        let text_xml = soap(TextForm::Cdata, SoapMediaType::TextXml);
        for style in [Style::SOAP, text_xml, Style::Mtom, Style::Form] {
            let http = encode(&question(b"ISA~"), style).expect("text");
            assert_eq!(Style::of_content_type(&http.content_type), style);
        }
        assert_eq!(Style::of_content_type(" Text/XML"), text_xml);
        assert_eq!(Style::of_content_type(""), Style::SOAP);
    }
}
