//! The daemon as a library: configuration, HTTP API, schedulers, console, telemetry, shutdown.
//!
//! Claims come in over HTTP or by file, are checked and stored, sealed into interchanges, sent, and followed to their answers; the money of each
//! remittance is posted into a ledger that proves itself.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! use gateway::{Config, Daemon, prove};
//!
//! let running = Daemon::start(Config::within(folder.path())).await?;
//! println!("the console is at {}", running.addresses.url());
//! assert!(prove(running.store()).await?.balanced);
//! running.shut_down().await;
//! # Ok(())
//! # }
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | [`config`] | one TOML file in which everything may be left out |
//! | `daemon` | starting everything, stopping it in order |
//! | `intake`, `inbox` | claims in: checked, stored, answered after the commit |
//! | `outbound` | seal, send, ask about what is unknown |
//! | `inbound` | fetch, store raw, then acknowledge and post |
//! | `translate` | between X12 and the core's plain types |
//! | `api`, `console` | the HTTP API and the pages |

mod api;
pub mod config;
mod console;
mod daemon;
mod gateway;
mod inbound;
mod inbox;
mod intake;
mod keys;
mod limits;
mod outbound;
mod panics;
mod proof;
mod routes;
mod translate;
mod world;

pub use config::{Config, ConfigError, RouteConfig};
pub use daemon::{Addresses, Daemon, DaemonError, Running};
pub use keys::create_key;
pub use panics::keep_panics_private;
pub use proof::{AccountLine, LedgerProof, prove};
pub use routes::RouteError;
pub use world::{SystemClock, SystemEntropy};
