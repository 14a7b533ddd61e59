//! What is configured for the connection to one payer.

use std::fmt;
use std::time::Duration;

use core_connectivity::{PayloadType, RuleVersion, Style};

use crate::limits;

/// The envelope that a payer wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoreStyle {
    /// SOAP 1.2, with MTOM where a payload goes along.
    #[default]
    Soap,
    /// SOAP 1.2 with payloads in Base64, for servers that cannot read MTOM.
    SoapBase64,
    /// HTTP with `multipart/form-data`.
    Mime,
}

impl CoreStyle {
    /// The style of one request. A request without a payload needs no attachment.
    pub(crate) const fn of_request(self, has_payload: bool) -> Style {
        match self {
            Self::Soap if has_payload => Style::Mtom,
            Self::Soap | Self::SoapBase64 => Style::SOAP,
            Self::Mime => Style::Form,
        }
    }
}

/// User name and password at the payer. The password never prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// User name.
    pub user_name: String,
    /// Password.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user_name", &self.user_name).field("password", &format_args!("[secret]")).finish()
    }
}

/// The payload types by which this payer is asked for its answers. The CORE tables have none for 277CA and 835 in 2.2.0, so payers differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorePayloadTypes {
    /// Asks for the TA1 of a payload.
    pub interchange_acknowledgement: PayloadType,
    /// Asks for the 999 of a payload.
    pub implementation_acknowledgement: PayloadType,
    /// Asks for 277CAs.
    pub claim_acknowledgements: PayloadType,
    /// Asks for 835s.
    pub remittances: PayloadType,
}

impl Default for CorePayloadTypes {
    fn default() -> Self {
        Self {
            interchange_acknowledgement: PayloadType::INTERCHANGE_ACKNOWLEDGMENT_RETRIEVAL,
            implementation_acknowledgement: PayloadType::ACKNOWLEDGMENT_RETRIEVAL,
            claim_acknowledgements: PayloadType::CLAIM_STATUS_RESULTS_RETRIEVAL,
            remittances: PayloadType::new("X12_835_Request_005010X221A1"),
        }
    }
}

/// The connection to one payer.
#[derive(Clone, Debug)]
pub struct CoreConnection {
    /// Address of the service. Plain http is taken for loopback only.
    pub url: String,
    /// CORE SenderID.
    pub sender_id: String,
    /// CORE ReceiverID.
    pub receiver_id: String,
    /// User name and password, unless something else speaks for us.
    pub login: Option<Login>,
    /// The envelope.
    pub style: CoreStyle,
    /// Version of the rule.
    pub rule_version: RuleVersion,
    /// The one certificate, in PEM, that is trusted for this payer; without it, the system's.
    pub trusted_certificate: Option<String>,
    /// What its answers are asked for by.
    pub payload_types: CorePayloadTypes,
    /// Error codes by which this payer says that it never got the payload that it is asked about. Such a word makes us send again, so there is none
    /// unless the payer's guide promises it.
    pub never_received: Vec<String>,
    /// Whether the payer is told that what was fetched is safe with us.
    pub confirms_receipt: bool,
    /// Time to resolve, connect and agree on TLS.
    pub connect_timeout: Duration,
    /// Time for a whole exchange.
    pub exchange_timeout: Duration,
}

impl CoreConnection {
    /// A connection with CORE 2.2.0 over SOAP, without a login.
    pub fn new(url: impl Into<String>, sender_id: impl Into<String>, receiver_id: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            sender_id: sender_id.into(),
            receiver_id: receiver_id.into(),
            login: None,
            style: CoreStyle::default(),
            rule_version: RuleVersion::V2_2_0,
            trusted_certificate: None,
            payload_types: CorePayloadTypes::default(),
            never_received: Vec::new(),
            confirms_receipt: true,
            connect_timeout: limits::CONNECT,
            exchange_timeout: limits::EXCHANGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_prints() {
        let login = Some(Login { user_name: "SUBMITTER1".into(), password: "hunter2".into() });
        let text = format!("{:?}", CoreConnection { login, ..CoreConnection::new("https://payer.example/core", "S", "R") });
        assert!(text.contains("SUBMITTER1") && !text.contains("hunter2"), "{text}");
    }

    #[test]
    fn mtom_is_for_requests_with_a_payload() {
        assert_eq!((CoreStyle::Soap.of_request(true), CoreStyle::Soap.of_request(false)), (Style::Mtom, Style::SOAP));
        assert_eq!((CoreStyle::SoapBase64.of_request(true), CoreStyle::Mime.of_request(false)), (Style::SOAP, Style::Form));
    }
}
