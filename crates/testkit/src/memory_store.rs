//! The store port in memory: the model that says what a store should do.
//!
//! It is here and not in the core because nothing but a test may use it: it forgets everything. It has no SQL and no files, so that where it and an
//! adapter agree, the reason is not that both made the same mistake with a database.

mod page;
mod port;
mod state;

use std::sync::{Mutex, MutexGuard, PoisonError};

use state::State;

/// The store port in memory.
#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panics while it holds the lock fails anyway, for its own reason.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
