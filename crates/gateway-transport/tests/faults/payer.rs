//! A payer on loopback that speaks TLS and does one scripted thing with each connection. It stops when it is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use core_connectivity::{HttpBody, Limits, Message, PayloadType, Style, TimeStamp, decode_with_action, encode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What the payer does.
#[derive(Clone)]
pub(crate) enum Script {
    /// Closes before TLS is agreed on.
    CloseBeforeTls,
    /// Says nothing at all, not even TLS.
    HangBeforeTls,
    /// Reads the request and closes.
    CloseAfterRequest,
    /// Reads the request and never answers.
    HangAfterRequest,
    /// Closes when it has read part of the request.
    CloseWithinRequest,
    /// Answers with these bytes of HTTP.
    Raw(&'static str),
    /// Answers a body without an end.
    Endless,
    /// Answers the request in CORE.
    Core(fn(&Message) -> Message),
}

/// A running payer.
pub(crate) struct Payer {
    pub(crate) url: String,
    pub(crate) certificate: String,
    requests: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Payer {
    pub(crate) async fn start(script: Script) -> Self {
        gateway_transport::install_crypto();
        let key = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.signing_key.serialize_der()));
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![key.cert.der().clone()], private).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}/core", listener.local_addr().unwrap().port());
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, acceptor.clone(), script.clone(), Arc::clone(&count)));
            }
        });
        Self { url, certificate: key.cert.pem(), requests, task }
    }

    /// How many requests were read whole.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Payer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, script: Script, requests: Arc<AtomicUsize>) {
    match script {
        Script::CloseBeforeTls => return,
        Script::HangBeforeTls => return tokio::time::sleep(Duration::from_secs(30)).await,
        _ => {}
    }
    let Ok(mut tls) = acceptor.accept(stream).await else { return };
    if matches!(script, Script::CloseWithinRequest) {
        let _ = tls.read(&mut [0; 64]).await;
        return;
    }
    let (head, body) = read_request(&mut tls).await;
    requests.fetch_add(1, Ordering::SeqCst);
    let answer = match script {
        Script::Raw(text) => text.as_bytes().to_vec(),
        Script::Core(answer) => core(&head, &body, answer),
        Script::HangAfterRequest => return tokio::time::sleep(Duration::from_secs(30)).await,
        Script::Endless => return endless(&mut tls).await,
        _ => return,
    };
    let _ = tls.write_all(&answer).await;
    let _ = tls.shutdown().await;
}

async fn endless(tls: &mut (impl AsyncWriteExt + Unpin)) {
    let _ = tls.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n").await;
    while tls.write_all(&[b'x'; 8192]).await.is_ok() {}
}

async fn read_request(tls: &mut (impl AsyncReadExt + Unpin)) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        assert_ne!(tls.read_buf(&mut bytes).await.unwrap(), 0, "a whole head");
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length: usize = header(&head, "content-length").unwrap().parse().unwrap();
    while bytes.len() < end + length {
        assert_ne!(tls.read_buf(&mut bytes).await.unwrap(), 0, "a whole body");
    }
    (head, bytes[end..].to_vec())
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().filter_map(|line| line.split_once(": ")).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn core(head: &str, body: &[u8], answer: fn(&Message) -> Message) -> Vec<u8> {
    let content_type = header(head, "content-type").unwrap();
    let request = decode_with_action(content_type, header(head, "soapaction"), body, &Limits::DEFAULT).unwrap();
    let HttpBody { content_type, body, .. } = encode(&answer(&request), Style::of_content_type(content_type)).unwrap();
    let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    bytes.extend(body);
    bytes
}

/// The receipt that a payer owes.
pub(crate) fn receipt(request: &Message) -> Message {
    request.respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::from_unix_seconds(0))
}
