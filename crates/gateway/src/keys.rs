//! Making API keys, for the API and for the operator who has the database in hand.

use std::path::Path;

use gateway_core::api_key::{ApiKey, PresentedKey};
use gateway_core::ports::{Clock, Random, Store};
use gateway_store::SqliteStore;
use jiff::Timestamp;

use crate::daemon::DaemonError;
use crate::world::{SystemClock, SystemEntropy};

/// A new key: what is kept, and what is shown to its owner once.
pub(crate) fn make(name: &str, now: Timestamp, random: &dyn Random) -> (ApiKey, PresentedKey) {
    let (mut id, mut secret) = ([0; 8], [0; 32]);
    random.fill(&mut id);
    random.fill(&mut secret);
    let key = PresentedKey::from_entropy(id, secret);
    let kept = ApiKey {
        id: key.id.clone(),
        name: name.to_owned(),
        secret_sha256: key.secret_sha256(),
        scopes: Vec::new(),
        created_at: now,
        expires_at: None,
        revoked_at: None,
    };
    (kept, key)
}

/// Makes a key in a database that no daemon has open, and answers its text, which nobody can show again. Beside a running daemon, use `POST /v1/keys`.
///
/// # Errors
/// When the database cannot be opened, because a daemon runs on it for one.
pub async fn create_key(database: &Path, name: &str) -> Result<String, DaemonError> {
    let store = SqliteStore::open(database).await?;
    let (kept, key) = make(name, SystemClock.now(), &SystemEntropy::new());
    let added = store.add_api_key(kept).await;
    store.close().await;
    added?;
    Ok(key.reveal())
}
