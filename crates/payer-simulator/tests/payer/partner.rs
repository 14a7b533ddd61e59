//! A partner that speaks CORE over the network, with the certificate of the payer and no other.

use std::time::Duration;

use core_connectivity::{HttpReply, Limits, Message, Operation, PayloadType, Reply, Style, TimeStamp, encode};
use payer_simulator::{Clock, Options, Running, Script, start};
use reqwest::{Certificate, Client};

/// 2026-01-05T14:03:07Z
pub(crate) const NOW: i64 = 1_767_621_787;
/// The sender that the partner calls itself.
pub(crate) const SENDER: &str = "SUBMITTER1";

/// A partner of one payer.
pub(crate) struct Partner {
    client: Client,
    url: String,
    pub(crate) style: Style,
    pub(crate) password: Option<&'static str>,
}

/// Starts a payer with a clock that stands still.
pub(crate) fn payer(script: &str) -> Running {
    start(options(script)).expect("a payer")
}

/// The options of such a payer.
pub(crate) fn options(script: &str) -> Options {
    let now = jiff::Timestamp::from_second(NOW).expect("a moment");
    Options { script: Script::parse(script).expect("a script"), clock: Clock::fixed(now), ..Options::default() }
}

/// A PayloadID for a number.
pub(crate) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

impl Partner {
    pub(crate) fn of(payer: &Running, style: Style) -> Self {
        // An error says that a provider stands already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder().no_proxy().timeout(Duration::from_secs(20));
        if let Some(pem) = payer.certificate_pem() {
            builder = builder.tls_certs_only([Certificate::from_pem(pem.as_bytes()).expect("a certificate")]);
        }
        Self { client: builder.build().expect("a client"), url: payer.core_url(), style, password: None }
    }

    /// Turns to another payer, with the certificate of the first.
    pub(crate) fn aim_at(&mut self, payer: &Running) {
        self.url = payer.core_url();
    }

    /// A request of this partner.
    pub(crate) fn request(&self, operation: Operation, payload_type: PayloadType, payload_id: &str) -> Message {
        let request = Message::request(operation, payload_type, payload_id, TimeStamp::from_unix_seconds(NOW)).between(SENDER, "TESTPAYER");
        match self.password {
            Some(password) => request.with_credentials("user", password),
            None => request,
        }
    }

    /// A submission of this partner.
    pub(crate) fn submission(&self, payload_id: &str, payload: &[u8]) -> Message {
        self.request(Operation::BatchSubmitTransaction, PayloadType::PROFESSIONAL_CLAIM, payload_id).with_payload(payload)
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: &Message) -> Result<(u16, String, Vec<u8>), reqwest::Error> {
        let body = encode(request, self.style).expect("an envelope");
        self.post(&body.content_type, body.body).await
    }

    /// Sends a body as it is.
    pub(crate) async fn post(&self, content_type: &str, body: Vec<u8>) -> Result<(u16, String, Vec<u8>), reqwest::Error> {
        let response = self.client.post(&self.url).header("content-type", content_type).body(body).send().await?;
        let status = response.status().as_u16();
        let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        Ok((status, content_type, response.bytes().await?.to_vec()))
    }

    /// Sends a request and reads the answer as a client must.
    pub(crate) async fn ask(&self, request: &Message) -> Reply {
        let (status, content_type, body) = self.send(request).await.expect("an answer");
        let reply = HttpReply { status, content_type: &content_type, body: &body };
        Reply::classify(request, reply, &Limits::DEFAULT)
    }

    /// Sends a request whose envelope must be accepted.
    pub(crate) async fn accepted(&self, request: &Message) -> Message {
        match self.ask(request).await {
            Reply::Accepted(message) => message,
            other => panic!("expected acceptance, found {other:?}"),
        }
    }

    /// Sends a request whose envelope must be refused; gives the error code.
    pub(crate) async fn refused(&self, request: &Message) -> String {
        match self.ask(request).await {
            Reply::Refused { error_code, .. } => error_code.as_str().to_owned(),
            other => panic!("expected a refusal, found {other:?}"),
        }
    }

    /// Reads the state as JSON.
    pub(crate) async fn state(&self) -> serde_json::Value {
        let url = self.url.replace("/core", "/simulator/state");
        let text = self.client.get(url).send().await.expect("the state").text().await.expect("text");
        serde_json::from_str(&text).expect("JSON")
    }
}
