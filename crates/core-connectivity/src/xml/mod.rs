//! As much XML as SOAP needs: a reader that resolves namespaces and holds limits, and text that XML can carry.

mod reader;
mod strict;
mod text;

pub(crate) use reader::{Element, Token, XmlReader, is_white_space};
pub(crate) use text::{push_cdata, push_escaped, xml_text};

/// SOAP 1.2 envelope.
pub(crate) const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";
/// SOAP 1.1 envelope, which the rule does not use: known so that the error can name it.
const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// CORE messages of vC2.2.0.
pub(crate) const CORE_2_2_0: &str = "http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd";
/// CORE messages of the later rules.
pub(crate) const CORE_4_0_0: &str = "http://www.caqh.org/SOAP/WSDL/CORERule4.0.0.xsd";
/// WS-Security header.
pub(crate) const SECURITY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// WS-Security utilities, for the time stamp in a security header.
const SECURITY_UTILITY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
/// A password in clear.
pub(crate) const PASSWORD_TEXT: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
/// XOP, which puts binary content beside the XML.
pub(crate) const XOP: &str = "http://www.w3.org/2004/08/xop/include";

/// The namespaces that mean something to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    None,
    Soap12,
    Soap11,
    Core,
    Security,
    SecurityUtility,
    Xop,
    Other,
}

impl Namespace {
    fn of(uri: &str) -> Self {
        match uri {
            "" => Namespace::None,
            SOAP_1_2 => Namespace::Soap12,
            SOAP_1_1 => Namespace::Soap11,
            CORE_2_2_0 | CORE_4_0_0 => Namespace::Core,
            SECURITY => Namespace::Security,
            SECURITY_UTILITY => Namespace::SecurityUtility,
            XOP => Namespace::Xop,
            _ => Namespace::Other,
        }
    }
}
