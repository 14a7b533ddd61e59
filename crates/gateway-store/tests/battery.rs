//! The store battery on SQLite. A crash is played by an image: the files are copied while the store is open, and opened elsewhere.

use std::path::Path;
use std::sync::Arc;

use gateway_core::ports::Store;
use gateway_store::SqliteStore;
use tempfile::TempDir;
use testkit::battery::House;

struct Sqlite {
    store: Arc<SqliteStore>,
    folder: TempDir,
}

const NAME: &str = "gateway.db";

async fn open(folder: &Path) -> Arc<SqliteStore> {
    Arc::new(SqliteStore::open(&folder.join(NAME)).await.unwrap())
}

impl House for Sqlite {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: open(folder.path()).await, folder }
    }

    fn store(&self) -> Arc<dyn Store> {
        self.store.clone()
    }

    async fn crash(self) -> Self {
        let image = tempfile::tempdir().unwrap();
        for suffix in ["", "-wal"] {
            let name = format!("{NAME}{suffix}");
            std::fs::copy(self.folder.path().join(&name), image.path().join(&name)).unwrap();
        }
        Self { store: open(image.path()).await, folder: image }
    }
}

testkit::store_battery!(Sqlite);
