//! Opening: the options that make an acknowledged write survive a power cut, the lock that keeps a second process out, the schema.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gateway_core::ports::StoreError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Sqlite, SqlitePool, Transaction};

use crate::error::unavailable;

/// `CLBR`: written into the file's header, so that no other program's database is taken for ours.
const APPLICATION_ID: i32 = 0x434C_4252;

/// The schema, step by step. A step that was released never changes.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_first.sql")];

/// Connections for reading. The console and the API read little at once; each connection costs its own page cache.
const READERS: u32 = 4;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has it open.
    #[error("{path} is in use by another process; only one gateway may work on a database")]
    InUse {
        /// The database.
        path: PathBuf,
    },
    /// The lock file could not be opened.
    #[error("the lock file {path} could not be opened")]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is a database of another program.
    #[error("{path} is a database of another program (application id {found:#010x})")]
    NotOurs {
        /// The database.
        path: PathBuf,
        /// Its application id.
        found: i32,
    },
    /// It was written by a newer version.
    #[error("{path} has schema {found}, this version knows {known}: start the newer version that wrote it")]
    TooNew {
        /// The database.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that is known here.
        known: usize,
    },
    /// SQLite refused.
    #[error("{path} could not be opened")]
    Database {
        /// The database.
        path: PathBuf,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The options that durability rests on did not hold.
    #[error("{path} cannot be made durable: {option} is {found}, expected {expected}")]
    NotDurable {
        /// The database.
        path: PathBuf,
        /// The option.
        option: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        expected: &'static str,
    },
}

/// The gateway's memory in one SQLite file.
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    stopped: AtomicBool,
    /// Held for as long as the store is open; the operating system frees it when the process dies.
    _lock: File,
}

impl SqliteStore {
    /// Opens a database, and makes it if there is none. Its folder must exist, and must not be a network file system: WAL does not work there.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let lock = lock(path)?;
        let failed = |source| OpenError::Database { path: path.to_owned(), source };
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options(path)).await.map_err(failed)?;
        check_durability(path, &writer).await?;
        migrate(path, &writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).connect_with(options(path).read_only(true)).await.map_err(failed)?;
        Ok(Self { writer, readers, stopped: AtomicBool::new(false), _lock: lock })
    }

    /// Closes the database in order. A store that is dropped instead leaves nothing behind that opening does not repair.
    pub async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Begins a write.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.check_running()?;
        self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(unavailable("begin a transaction"))
    }

    /// Ends a write. When this fails, nobody can tell whether it is on disk, so the store stops.
    pub(crate) async fn commit(&self, transaction: Transaction<'static, Sqlite>) -> Result<(), StoreError> {
        match transaction.commit().await {
            Ok(()) => Ok(()),
            Err(_) => {
                self.stopped.store(true, Ordering::SeqCst);
                Err(StoreError::Stopped)
            }
        }
    }

    /// A transaction to read in: all of its reads see the same state.
    pub(crate) async fn read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.check_running()?;
        self.readers.begin().await.map_err(unavailable("read"))
    }

    /// Stops the store when an error is one after which it may not go on.
    pub(crate) fn watch<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(result, Err(StoreError::Stopped)) {
            self.stopped.store(true, Ordering::SeqCst);
        }
        result
    }

    fn check_running(&self) -> Result<(), StoreError> {
        if self.stopped.load(Ordering::SeqCst) { Err(StoreError::Stopped) } else { Ok(()) }
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cell_size_check", "ON")
        .pragma("trusted_schema", "OFF")
        .statement_cache_capacity(200)
        // A logged statement is one step away from a logged value.
        .disable_statement_logging()
}

/// Takes the lock file beside the database. It is not the database itself, because closing any handle on that would drop SQLite's own locks.
fn lock(path: &Path) -> Result<File, OpenError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock_path = PathBuf::from(name);
    let failed = |source| OpenError::Lock { path: lock_path.clone(), source };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

async fn check_durability(path: &Path, pool: &SqlitePool) -> Result<(), OpenError> {
    let failed = |source| OpenError::Database { path: path.to_owned(), source };
    let not_durable = |option, found, expected| Err(OpenError::NotDurable { path: path.to_owned(), option, found, expected });
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await.map_err(failed)?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(pool).await.map_err(failed)?;
    match (journal.as_str(), synchronous) {
        ("wal", 2) => Ok(()),
        ("wal", _) => not_durable("synchronous", synchronous.to_string(), "2 (FULL)"),
        _ => not_durable("journal_mode", journal, "wal"),
    }
}

/// Brings the schema up to date, each step in one transaction with its number.
async fn migrate(path: &Path, pool: &SqlitePool) -> Result<(), OpenError> {
    let failed = |source| OpenError::Database { path: path.to_owned(), source };
    let application_id: i32 = sqlx::query_scalar("PRAGMA application_id").fetch_one(pool).await.map_err(failed)?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(pool).await.map_err(failed)?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(pool).await.map_err(failed)?;
    let empty = application_id == 0 && version == 0 && tables == 0;
    if !empty && application_id != APPLICATION_ID {
        return Err(OpenError::NotOurs { path: path.to_owned(), found: application_id });
    }
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(OpenError::TooNew { path: path.to_owned(), found: version, known: MIGRATIONS.len() });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(done) {
        let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        sqlx::raw_sql(*sql).execute(&mut *transaction).await.map_err(failed)?;
        // PRAGMA takes no parameters; both values are numbers of ours.
        let numbers = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};", step + 1);
        sqlx::raw_sql(sqlx::AssertSqlSafe(numbers)).execute(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_second_process_is_refused_until_the_first_has_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gateway.db");
        let first = SqliteStore::open(&path).await.unwrap();
        assert!(matches!(SqliteStore::open(&path).await, Err(OpenError::InUse { .. })));
        first.close().await;
        SqliteStore::open(&path).await.unwrap();
    }

    #[tokio::test]
    async fn a_database_of_another_program_and_a_newer_schema_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gateway.db");
        SqliteStore::open(&path).await.unwrap().close().await;
        let set = async |sql: &'static str| {
            let pool = SqlitePool::connect_with(options(&path)).await.unwrap();
            sqlx::raw_sql(sql).execute(&pool).await.unwrap();
            pool.close().await;
        };
        set("PRAGMA user_version = 99").await;
        assert!(matches!(SqliteStore::open(&path).await, Err(OpenError::TooNew { found: 99, .. })));
        set("PRAGMA application_id = 1").await;
        assert!(matches!(SqliteStore::open(&path).await, Err(OpenError::NotOurs { found: 1, .. })));
    }

    #[tokio::test]
    async fn sealed_bytes_and_ledger_entries_cannot_be_changed_by_any_statement() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("gateway.db")).await.unwrap();
        let run = async |sql: &'static str| sqlx::raw_sql(sql).execute(&store.writer).await;
        run("INSERT INTO ledger (kind, debit, credit, amount, reason) VALUES ('interest', 'cash', 'interest-income', 1, '')").await.unwrap();
        assert!(run("UPDATE ledger SET amount = 2").await.is_err());
        assert!(run("DELETE FROM ledger").await.is_err());
        assert!(run("INSERT INTO ledger (kind, debit, credit, amount, reason) VALUES ('interest', 'cash', 'cash', 1, '')").await.is_err());
        run("INSERT INTO transmissions (id, sender, receiver, interchange_control_number, group_control_number, sha256, bytes, record) VALUES ('t', 's', 'r', 1, 1, '', x'00', '')").await.unwrap();
        assert!(run("UPDATE transmissions SET bytes = x'01'").await.is_err());
        assert!(run("INSERT INTO transmissions (id, sender, receiver, interchange_control_number, group_control_number, sha256, bytes, record) VALUES ('u', 's', 'r', 1, 2, '', x'00', '')").await.is_err());
    }

    #[tokio::test]
    async fn after_a_commit_that_failed_the_store_does_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("gateway.db")).await.unwrap();
        let mut transaction = store.begin().await.unwrap();
        // A broken reference whose check waits for the commit makes that commit fail.
        let broken =
            "PRAGMA defer_foreign_keys = ON; INSERT INTO ledger (kind, debit, credit, amount, claim_id, reason) VALUES ('charge', 'a', 'b', 1, 'nobody', '')";
        sqlx::raw_sql(broken).execute(&mut *transaction).await.unwrap();
        assert!(matches!(store.commit(transaction).await, Err(StoreError::Stopped)));
        assert!(matches!(store.begin().await, Err(StoreError::Stopped)));
        assert!(matches!(store.read().await, Err(StoreError::Stopped)));
    }
}
