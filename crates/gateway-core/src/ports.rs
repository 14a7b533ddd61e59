//! The ports: what the core needs of the world, as traits that the edge fulfils.

mod store;
mod transport;

pub use store::{AcknowledgementRecord, ClaimFilter, IntentOutcome, LedgerFilter, Order, PageRequest, RecordedAcknowledgement, Store, StoreError, every};
pub use transport::{FetchKind, FetchOutcome, FetchedPayload, OutboundPayload, PayerTransport, TransportError};

use jiff::Timestamp;

/// The time of day.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes.
pub trait Random: Send + Sync {
    /// Fills `bytes` with them.
    fn fill(&self, bytes: &mut [u8]);
}
