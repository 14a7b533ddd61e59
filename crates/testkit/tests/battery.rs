//! The store battery on the in-memory model.

use std::sync::Arc;

use gateway_core::ports::Store;
use testkit::battery::House;
use testkit::memory_store::MemoryStore;

struct Memory(Arc<MemoryStore>);

impl House for Memory {
    async fn new() -> Self {
        Self(Arc::new(MemoryStore::new()))
    }

    fn store(&self) -> Arc<dyn Store> {
        self.0.clone()
    }

    /// What is committed stays: the model has nothing that a crash could take.
    async fn crash(self) -> Self {
        self
    }
}

testkit::store_battery!(Memory);
