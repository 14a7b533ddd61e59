//! One HTTP request, and the phase in which it ended.
//!
//! The invariant: [`Ended::NothingWritten`] is answered only when not a byte of the request can have left. Every request has a connection of its own:
//! on a connection that is used again, nobody can tell a lost request from a lost answer.

use std::error::Error as _;
use std::time::Duration;

use core_connectivity::HttpBody;
use reqwest::header::{CONTENT_TYPE, HeaderName};
use reqwest::{Certificate, Client, Url};

use crate::connection::CoreConnection;
use crate::error::Error;

const SOAP_ACTION: HeaderName = HeaderName::from_static("soapaction");

/// How a request ended.
pub(crate) enum Ended {
    /// Name resolution, connect or TLS failed.
    NothingWritten { detail: String },
    /// It failed later.
    NoReply { detail: String },
    /// An answer came, whole.
    Reply(Answer),
}

/// A whole answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// A client for one payer.
pub(crate) struct Exchanger {
    client: Client,
    url: Url,
    timeout: Duration,
}

impl Exchanger {
    pub(crate) fn new(connection: &CoreConnection) -> Result<Self, Error> {
        let url = Url::parse(&connection.url).map_err(|source| Error::NoUrl { url: without_query(&connection.url), source: Box::new(source) })?;
        let endpoint = endpoint_of(&url);
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
            return Err(Error::NotSecure { endpoint });
        }
        let client = client(connection, &endpoint)?;
        Ok(Self { client, url, timeout: connection.exchange_timeout })
    }

    /// The address without user name, password, query or fragment.
    pub(crate) fn endpoint(&self) -> String {
        endpoint_of(&self.url)
    }

    /// Posts a body once.
    pub(crate) async fn post(&self, body: HttpBody, most_bytes: usize) -> Ended {
        match tokio::time::timeout(self.timeout, self.send(body, most_bytes)).await {
            Ok(ended) => ended,
            // Connecting has a shorter limit of its own, so by now something may have been written.
            Err(_) => Ended::NoReply { detail: format!("no answer within {} s", self.timeout.as_secs()) },
        }
    }

    async fn send(&self, body: HttpBody, most_bytes: usize) -> Ended {
        let mut request = self.client.post(self.url.clone()).header(CONTENT_TYPE, &body.content_type);
        if let Some(action) = &body.soap_action {
            request = request.header(SOAP_ACTION, action);
        }
        let mut response = match request.body(body.body).send().await {
            Ok(response) => response,
            Err(error) if error.is_connect() || error.is_builder() => return Ended::NothingWritten { detail: words(&error) },
            Err(error) => return Ended::NoReply { detail: words(&error) },
        };
        let status = response.status().as_u16();
        let header = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = header.unwrap_or_default().to_owned();
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len().saturating_add(chunk.len()) > most_bytes => {
                    return Ended::NoReply { detail: format!("the answer (status {status}) is longer than {most_bytes} bytes") };
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ended::Reply(Answer { status, content_type, body }),
                Err(error) => return Ended::NoReply { detail: format!("the answer (status {status}) was cut: {}", words(&error)) },
            }
        }
    }
}

/// Installs ring as the process's provider of cryptography, unless there is one already. Without one, no connection can be set up.
pub fn install_crypto() {
    // An error says that a provider stands already, which is just as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn client(connection: &CoreConnection, endpoint: &str) -> Result<Client, Error> {
    let builder = Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(connection.connect_timeout)
        .user_agent(concat!("claimbridge/", env!("CARGO_PKG_VERSION")));
    let builder = match &connection.trusted_certificate {
        None => builder,
        Some(pem) => {
            let bad = |source| Error::Certificate { endpoint: endpoint.to_owned(), source };
            builder.tls_certs_only(Certificate::from_pem_bundle(pem.as_bytes()).map_err(bad)?)
        }
    };
    builder.build().map_err(|source| Error::Client { endpoint: endpoint.to_owned(), source })
}

fn endpoint_of(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
}

fn without_query(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// What happened, from the outermost cause to the innermost, without the address: it may carry a user name.
fn words(error: &reqwest::Error) -> String {
    let mut words = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "connecting took too long".to_owned(),
        (true, false) => "could not connect".to_owned(),
        (false, _) => "the exchange broke off".to_owned(),
    };
    let mut cause = error.source();
    while let Some(next) = cause {
        let text = next.to_string();
        if next.source().is_none() {
            words = format!("{words}: {}", without_link(&text));
        }
        cause = next.source();
    }
    words
}

/// A cause without the page that its library would have a programmer read: a biller reads this.
fn without_link(text: &str) -> &str {
    text.split_once(": http").map_or(text, |(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expect: Result<&str, &str>) {
        install_crypto();
        let found = Exchanger::new(&CoreConnection::new(url, "S", "R")).map(|exchanger| exchanger.endpoint());
        match (found, expect) {
            (Ok(found), Ok(expect)) => assert_eq!(found, expect),
            (Err(error), Err(expect)) => assert!(error.to_string().contains(expect), "{error}"),
            (found, expect) => panic!("{url}: expected {expect:?}, found {:?}", found.map_err(|error| error.to_string())),
        }
    }

    #[test]
    fn a_cause_points_at_no_page_for_programmers() {
        let close = "peer closed connection without sending TLS close_notify: https://docs.example/tls#unexpected-eof";
        assert_eq!(without_link(close), "peer closed connection without sending TLS close_notify");
        assert_eq!(without_link("connection refused"), "connection refused");
    }

    #[test]
    fn claims_leave_in_clear_to_loopback_only() {
        check("https://payer.example/core", Ok("https://payer.example/core"));
        check("http://127.0.0.1:9/core", Ok("http://127.0.0.1:9/core"));
        check("http://[::1]:9/core", Ok("http://[::1]:9/core"));
        check("http://payer.example/core", Err("not https"));
        check("ftp://127.0.0.1/core", Err("not https"));
        check("payer", Err("no URL"));
    }

    #[test]
    fn the_endpoint_names_neither_user_nor_query() {
        check("https://user:secret@payer.example:8443/core?key=secret#x", Ok("https://payer.example:8443/core"));
    }
}
