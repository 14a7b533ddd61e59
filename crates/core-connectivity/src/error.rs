//! What stops us from reading or writing an envelope: where, what was found, what was expected.
//!
//! Every text in here is our own: no byte of the input gets into an error, so no payload or password can.

use std::fmt;

use crate::fault::{Fault, FaultCode};
use crate::field::Field;

/// Why a body could not be read as a CORE message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Error {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ErrorKind,
}

/// Where in an HTTP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The `Content-Type` or `SOAPAction` header.
    Header,
    /// The body, at this byte (0-based).
    Body {
        /// The byte.
        offset: usize,
    },
}

/// What is wrong with a body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The body is something else.
    #[error("expected a SOAP envelope or form data, found {found}")]
    NotAnEnvelope {
        /// What it looks like.
        found: &'static str,
    },
    /// A limit of [`Limits`](crate::Limits) was reached.
    #[error("{what} exceed the limit of {limit}")]
    LimitExceeded {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: usize,
    },
    /// The header cannot be read.
    #[error("expected type/subtype; name=value, found text that is not a media type")]
    MediaTypeMalformed,
    /// A parameter is there twice, so that two readers could choose differently.
    #[error("expected each parameter once, found one twice")]
    ParameterRepeated,
    /// A multipart body cannot be read without its boundary.
    #[error("expected a boundary parameter of 1 to 70 characters, found none")]
    BoundaryMissing,
    /// The boundary has characters that MIME does not allow.
    #[error("expected a boundary of letters, digits and '()+_,-./:=?, found another character")]
    BoundaryIllegal,
    /// The text is declared to be in another encoding.
    #[error("expected UTF-8, found another encoding declared")]
    EncodingUnsupported,
    /// The text is not UTF-8.
    #[error("expected UTF-8, found other bytes")]
    NotUtf8,
    /// A character that XML does not allow.
    #[error("expected characters of XML 1.0, found a control character")]
    CharacterForbidden,
    /// A document type declaration; SOAP forbids it, and entities would come with it.
    #[error("found a DOCTYPE, which SOAP does not allow")]
    DoctypeForbidden,
    /// A processing instruction; SOAP forbids it.
    #[error("found a processing instruction, which SOAP does not allow")]
    InstructionForbidden,
    /// A reference to an entity other than the five of XML.
    #[error("expected &lt; &gt; &amp; &apos; &quot; or a character reference, found another entity")]
    EntityUnknown,
    /// The XML is not well formed.
    #[error("expected well-formed XML, found {found}")]
    NotWellFormed {
        /// The mistake.
        found: &'static str,
    },
    /// A namespace prefix that nothing declares.
    #[error("found a namespace prefix that is not declared")]
    PrefixUndeclared,
    /// The envelope is of another version of SOAP.
    #[error("expected the SOAP 1.2 envelope namespace, found {found}")]
    SoapVersion {
        /// What was found.
        found: &'static str,
    },
    /// The element in the body is not in a CORE namespace.
    #[error("expected {name} in a CORE namespace (2.2.0 or 4.0.0), found another namespace")]
    WrongNamespace {
        /// The element.
        name: &'static str,
    },
    /// Another element than expected.
    #[error("expected {expected}, found another element")]
    ElementUnexpected {
        /// What was expected.
        expected: &'static str,
    },
    /// An element is there twice.
    #[error("expected one {name}, found a second")]
    ElementRepeated {
        /// The element.
        name: &'static str,
    },
    /// An element is not there.
    #[error("expected {name}, found the end of its parent")]
    ElementMissing {
        /// The element.
        name: &'static str,
    },
    /// Text where only elements may be.
    #[error("expected elements only, found text")]
    TextUnexpected,
    /// A header block that must be understood, and is not.
    #[error("found a header with mustUnderstand that we do not understand")]
    HeaderNotUnderstood,
    /// The password is not plain text.
    #[error("expected a password of type PasswordText, found another type")]
    PasswordTypeUnsupported,
    /// The action names another operation than the body.
    #[error("expected the action that belongs to the body, found the action of another operation")]
    ActionMismatch,
    /// The message is a SOAP fault.
    #[error("expected a message, found a SOAP fault")]
    FaultReceived,
    /// A field is there twice.
    #[error("expected {field} once, found it again")]
    FieldRepeated {
        /// The field.
        field: Field,
    },
    /// A field holds elements.
    #[error("expected text in {field}, found an element")]
    FieldNotText {
        /// The field.
        field: Field,
    },
    /// A batch payload that is not Base64.
    #[error("expected Base64, found other text")]
    Base64Malformed,
    /// An `xop:Include` whose address is not `cid:...`.
    #[error("expected an empty xop:Include with an href of the form cid:..., found another")]
    IncludeMalformed,
    /// An `xop:Include` beside text or beside another one.
    #[error("expected either Base64 text or one xop:Include in the payload, found both")]
    IncludeBesideText,
    /// An `xop:Include` that points at no part.
    #[error("expected a part with the Content-ID that xop:Include names, found none")]
    IncludeUnresolved,
    /// An `xop:Include` that points at the envelope itself.
    #[error("expected xop:Include to name another part, found it naming the envelope")]
    IncludeOfItself,
    /// Two parts have one Content-ID.
    #[error("expected each Content-ID once, found one twice")]
    ContentIdRepeated,
    /// No part has the Content-ID that the `start` parameter names.
    #[error("expected a part with the Content-ID that the start parameter names, found none")]
    StartPartMissing,
    /// The boundary does not occur.
    #[error("expected a line with the boundary, found none")]
    NoParts,
    /// The body ends without the closing boundary: it was cut.
    #[error("expected the closing boundary, found the end of the body")]
    FinalBoundaryMissing,
    /// A part has no empty line after its headers.
    #[error("expected an empty line after the headers of the part, found none")]
    HeaderEndMissing,
    /// A header of a part cannot be read.
    #[error("expected a header of the form name: value, found another line")]
    HeaderMalformed,
    /// A header of a part is there twice.
    #[error("expected each header of the part once, found one twice")]
    HeaderRepeated,
    /// A part of a form has no name.
    #[error("expected Content-Disposition with a name, found none")]
    PartNameMissing,
    /// A part is encoded in a way that we do not read.
    #[error("expected the transfer encoding 7bit, 8bit, binary or base64, found another")]
    TransferEncodingUnsupported,
}

/// Why a message could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// XML has no way to write a control character or bytes that are not UTF-8. Form data carries any bytes.
    #[error("{field} has bytes at {offset} that XML cannot carry")]
    NotXmlText {
        /// The field.
        field: Field,
        /// The byte in the field's value.
        offset: usize,
    },
}

impl Error {
    pub(crate) fn header(kind: ErrorKind) -> Self {
        Self { place: Place::Header, kind }
    }

    pub(crate) fn body(offset: usize, kind: ErrorKind) -> Self {
        Self { place: Place::Body { offset }, kind }
    }

    /// The SOAP fault that a server answers when it could not read a request.
    pub fn to_fault(&self) -> Fault {
        let code = match self.kind {
            ErrorKind::SoapVersion { .. } => FaultCode::VersionMismatch,
            ErrorKind::HeaderNotUnderstood => FaultCode::MustUnderstand,
            _ => FaultCode::Sender,
        };
        Fault { code, reason: self.to_string() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Header => f.write_str("HTTP header"),
            Place::Body { offset } => write!(f, "body at byte {offset}"),
        }
    }
}
