//! The `PayerTransport` port: CAQH CORE over HTTPS.
//!
//! One [`CoreTransport`] is one connection to one payer. It follows no redirect, uses no proxy, repeats nothing by itself and reads no more of an answer
//! than a limit allows. What it answers tells how far an exchange came, because only that decides whether claims may be sent again.
//!
//! ```
//! # use std::sync::Arc;
//! # use gateway_core::ports::{Clock, Random};
//! # struct Fixed;
//! # impl Clock for Fixed { fn now(&self) -> jiff::Timestamp { jiff::Timestamp::UNIX_EPOCH } }
//! # impl Random for Fixed { fn fill(&self, bytes: &mut [u8]) { bytes.fill(7) } }
//! use gateway_core::ports::PayerTransport;
//! use gateway_transport::{CoreConnection, CoreStyle, CoreTransport};
//!
//! # fn main() -> Result<(), gateway_transport::Error> {
//! # gateway_transport::install_crypto();
//! let connection = CoreConnection { style: CoreStyle::Mime, ..CoreConnection::new("https://payer.example/core", "SUBMITTER1", "PAYERX") };
//! let transport = CoreTransport::new(connection, Arc::new(Fixed), Arc::new(Fixed))?;
//! assert_eq!(transport.endpoint(), "https://payer.example/core");
//! # Ok(())
//! # }
//! ```
//!
//! | file | what is in it |
//! |---|---|
//! | `connection` | what is configured for one payer |
//! | `exchange` | one HTTP request, and the phase in which it ended |
//! | `core` | the port's methods as CORE operations |
//! | `refusals` | the codes after which a payer has certainly taken nothing |

mod connection;
mod core;
mod error;
mod exchange;
pub mod limits;
mod refusals;

pub use crate::core::CoreTransport;
pub use connection::{CoreConnection, CorePayloadTypes, CoreStyle, Login};
pub use error::Error;
pub use exchange::install_crypto;
pub use refusals::refusals_before_processing;
