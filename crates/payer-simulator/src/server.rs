//! The server: CORE at `/core`, the state at `/simulator/state`, over HTTPS with a certificate of its own.
//!
//! Nothing of a payload is logged. Requests in flight are finished on shutdown, for a few seconds at most; connections that are
//! held on purpose are cut.

use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use core_connectivity::{Exchange, Fault, FaultCode, HttpBody, Limits, Style, decode_with_action, encode, encode_fault};
use tokio::task::JoinHandle;
use tower::make::Shared as MakeShared;
use tower::util::MapResult;

use crate::certificate::Identity;
use crate::clock::Clock;
use crate::desk::{Desk, Spoken};
use crate::error::Error;
use crate::limits::{MAX_BODY_BYTES, SHUTDOWN_SECONDS};
use crate::script::Script;
use crate::simulator::Conduct;
use crate::state::State;

/// Where CORE requests go.
pub const CORE_PATH: &str = "/core";
/// Where the state can be read.
pub const STATE_PATH: &str = "/simulator/state";

/// How a payer is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// How it behaves.
    pub script: Script,
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Names and addresses in its certificate; `None` speaks plain HTTP, on loopback only.
    pub certificate_names: Option<Vec<String>>,
    /// Where its journal is kept; without one it forgets everything at its end.
    pub state_directory: Option<PathBuf>,
    /// What time it is.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            script: Script::default(),
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            certificate_names: Some(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]),
            state_directory: None,
            clock: Clock::system(),
        }
    }
}

/// A payer that is running.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    certificate: Option<String>,
    handle: Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
    office: Office,
}

/// What the handlers share.
#[derive(Debug, Clone)]
struct Office {
    desk: Arc<Mutex<Desk>>,
    clock: Clock,
    hold: Duration,
}

/// Starts a payer.
///
/// # Errors
/// If the journal, the certificate or the address cannot be used.
pub fn start(options: Options) -> Result<Running, Error> {
    let address = options.listen;
    if options.certificate_names.is_none() && !address.ip().is_loopback() {
        return Err(Error::PlainBeyondLoopback { address });
    }
    let hold = Duration::from_secs(u64::from(options.script.timing.hold_seconds));
    let now = options.clock.now();
    let desk = Desk::open(options.script, options.state_directory.as_deref(), now)?;
    let office = Office { desk: Arc::new(Mutex::new(desk)), clock: options.clock, hold };
    let identity = options.certificate_names.map(Identity::make).transpose()?;
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let handle = Handle::new();
    let service = MakeShared::new(MapResult::new(router(office.clone(), bound), hang_up));
    let task = match &identity {
        Some(identity) => {
            let config = RustlsConfig::from_config(Arc::clone(&identity.config));
            let server = axum_server::from_tcp_rustls(listener, config).map_err(failed)?;
            tokio::spawn(server.handle(handle.clone()).serve(service))
        }
        None => {
            let server = axum_server::from_tcp(listener).map_err(failed)?;
            tokio::spawn(server.handle(handle.clone()).serve(service))
        }
    };
    tracing::info!(address = %bound, tls = identity.is_some(), "payer simulator listens");
    Ok(Running { address: bound, certificate: identity.map(|identity| identity.pem), handle, task, office })
}

/// Runs a payer until `until` ends, and stops it then. `started` is told where it listens.
///
/// # Errors
/// As [`start`], and if the server fails.
pub async fn serve(options: Options, started: impl FnOnce(&Running), until: impl Future<Output = ()>) -> Result<(), Error> {
    let mut running = start(options)?;
    started(&running);
    tokio::select! {
        () = until => running.stop().await,
        ended = &mut running.task => ended_well(ended),
    }
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of its CORE service.
    #[must_use]
    pub fn core_url(&self) -> String {
        let scheme = if self.certificate.is_some() { "https" } else { "http" };
        format!("{scheme}://{}{CORE_PATH}", self.address)
    }

    /// Its certificate in PEM; `None` if it speaks plain HTTP.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<&str> {
        self.certificate.as_deref()
    }

    /// What it has received and paid.
    #[must_use]
    pub fn state(&self) -> State {
        self.office.state()
    }

    /// Stops: requests in flight are finished, for a few seconds at most.
    ///
    /// # Errors
    /// If the server had failed.
    pub async fn stop(self) -> Result<(), Error> {
        let patience = Duration::from_secs(SHUTDOWN_SECONDS);
        self.handle.graceful_shutdown(Some(patience));
        ended_well(self.task.await)
    }
}

fn ended_well(ended: Result<std::io::Result<()>, tokio::task::JoinError>) -> Result<(), Error> {
    let ended = ended.map_err(std::io::Error::other);
    ended.and_then(|result| result).map_err(Error::Server)
}

impl Office {
    fn state(&self) -> State {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner).state()
    }

    /// Answers a request; this may take a while and writes to the disk, so it runs beside the server.
    async fn answer(&self, headers: HeaderMap, body: Bytes) -> Response {
        let office = self.clone();
        let work = tokio::task::spawn_blocking(move || office.answer_now(&headers, &body));
        let Ok((response, conduct)) = work.await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        match conduct {
            Conduct::Answer => response,
            Conduct::HangUp => hung_up(),
            Conduct::Hold => {
                tokio::time::sleep(self.hold).await;
                hung_up()
            }
        }
    }

    fn answer_now(&self, headers: &HeaderMap, body: &[u8]) -> (Response, Conduct) {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let content_type = text(header::CONTENT_TYPE.as_str()).unwrap_or_default();
        let limits = Limits { max_body_bytes: MAX_BODY_BYTES, ..Limits::DEFAULT };
        let request = match decode_with_action(content_type, text("soapaction"), body, &limits) {
            Ok(request) => request,
            Err(error) => {
                tracing::warn!(%error, "request not read");
                return (fault(StatusCode::BAD_REQUEST, &error.to_fault()), Conduct::Answer);
            }
        };
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        match desk.answer(&request, self.clock.now()) {
            Ok(spoken) => (response(&spoken, content_type), spoken.conduct),
            Err(error) => {
                tracing::error!(%error, "request not answered");
                (receiver_fault(), Conduct::Answer)
            }
        }
    }
}

fn router(office: Office, address: SocketAddr) -> Router {
    let mut router = Router::new().route(CORE_PATH, post(core));
    // The state names patient control numbers and asks for no password, so it stays at home.
    if address.ip().is_loopback() {
        router = router.route(STATE_PATH, get(state));
    }
    router.layer(DefaultBodyLimit::max(MAX_BODY_BYTES)).with_state(office)
}

async fn core(Shared(office): Shared<Office>, headers: HeaderMap, body: Bytes) -> Response {
    office.answer(headers, body).await
}

async fn state(Shared(office): Shared<Office>) -> Json<State> {
    Json(office.state())
}

/// The answer in the style of the question. A refusal of form data has status 400, as its clients look there first.
fn response(spoken: &Spoken, content_type: &str) -> Response {
    let style = Style::of_content_type(content_type);
    let message = &spoken.message;
    log(spoken);
    let refused = matches!(&message.exchange, Exchange::Response { error_code, .. } if !error_code.is_success());
    let status = match refused && style == Style::Form {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::OK,
    };
    match encode(message, style) {
        Ok(body) => http(status, body),
        Err(error) => {
            tracing::error!(%error, "answer not written");
            receiver_fault()
        }
    }
}

fn log(spoken: &Spoken) {
    let message = &spoken.message;
    let error_code = match &message.exchange {
        Exchange::Response { error_code, .. } => error_code.as_str(),
        Exchange::Request { .. } => "",
    };
    let payload_type = message.metadata.payload_type.as_str();
    let bytes = message.payload_bytes().map_or(0, <[u8]>::len);
    tracing::info!(operation = %message.operation, payload_id = message.metadata.payload_id, payload_type, error_code, bytes, conduct = ?spoken.conduct, "answered");
}

fn fault(status: StatusCode, fault: &Fault) -> Response {
    http(status, encode_fault(fault))
}

fn receiver_fault() -> Response {
    let trouble = Fault { code: FaultCode::Receiver, reason: "this payer has troubles of its own".to_owned() };
    fault(StatusCode::INTERNAL_SERVER_ERROR, &trouble)
}

fn http(status: StatusCode, body: HttpBody) -> Response {
    (status, [(header::CONTENT_TYPE, body.content_type)], body.body).into_response()
}

/// Marks a response in whose place the connection is closed.
#[derive(Debug, Clone, Copy)]
struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the script says to hang up")
    }
}

impl std::error::Error for HungUp {}

impl From<Infallible> for HungUp {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

fn hung_up() -> Response {
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(HungUp);
    response
}

/// A service that fails makes the server close the connection without a byte.
fn hang_up(result: Result<Response, Infallible>) -> Result<Response, HungUp> {
    match result {
        Ok(response) if response.extensions().get::<HungUp>().is_some() => Err(HungUp),
        Ok(response) => Ok(response),
        Err(never) => Err(never.into()),
    }
}
