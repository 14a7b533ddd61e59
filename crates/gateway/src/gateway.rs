//! The gateway's parts in one place, as the API, the inbox and the schedulers share them.

use std::sync::Arc;

use gateway_core::identifiers::time_ordered_uuid;
use gateway_core::ports::{Clock, Random, Store, StoreError};
use jiff::Timestamp;
use tokio::sync::{Mutex, Notify};
use tokio_util::sync::CancellationToken;
use x12_validate::Options;

use crate::config::Config;
use crate::routes::Routes;

/// Everything that work needs.
pub(crate) struct Gateway {
    pub(crate) config: Config,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) routes: Routes,
    /// What claims are checked by, what payers ask for beyond their guides included.
    pub(crate) checks: Arc<Options>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// Rung when claims were accepted or decided on, so that nobody waits for the next tick.
    pub(crate) work: Notify,
    /// Held by whoever works on an inbound file, so that no file is worked on twice at once.
    pub(crate) inbound_turn: Mutex<()>,
    /// Asks every loop to stop.
    pub(crate) stopping: CancellationToken,
    /// Set when the store has stopped: the process has to end then.
    pub(crate) store_stopped: CancellationToken,
}

impl Gateway {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new identifier.
    pub(crate) fn new_id(&self) -> String {
        let mut entropy = [0; 16];
        self.random.fill(&mut entropy);
        time_ordered_uuid(self.now(), entropy)
    }

    /// Reports a failure of work that nobody waits for. It will be tried again, unless the store has stopped: then everything stops.
    pub(crate) fn report(&self, work: &'static str, error: &StoreError) {
        tracing::error!(work, error = %error, "work failed");
        if matches!(error, StoreError::Stopped) {
            self.store_stopped.cancel();
            self.stopping.cancel();
        }
    }

    /// Waits for a tick or for new work; `false` when it is time to stop.
    pub(crate) async fn next_round(&self, pause: std::time::Duration) -> bool {
        tokio::select! {
            biased;
            () = self.stopping.cancelled() => false,
            () = self.work.notified() => true,
            () = tokio::time::sleep(pause) => true,
        }
    }

    /// Waits; `false` when it is time to stop.
    pub(crate) async fn pause(&self, pause: std::time::Duration) -> bool {
        tokio::select! {
            biased;
            () = self.stopping.cancelled() => false,
            () = tokio::time::sleep(pause) => true,
        }
    }
}
