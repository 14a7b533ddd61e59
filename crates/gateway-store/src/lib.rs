//! The Store port on SQLite.
//!
//! One file, one process, one writer: every write is a `BEGIN IMMEDIATE` transaction on a single connection, reads go to a pool of their own. The file is
//! in WAL mode with `synchronous = FULL`, because `NORMAL` loses acknowledged claims in a power cut. An error of a commit stops the store for good: nobody can tell
//! what is on disk before it is read again.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use gateway_core::ports::Store;
//! use gateway_store::SqliteStore;
//!
//! let store = SqliteStore::open("claimbridge.db".as_ref()).await?;
//! println!("{:?}", store.trial_balance().await?.difference());
//! # Ok(())
//! # }
//! ```
//!
//! | file | what is in it |
//! |---|---|
//! | `open` | options, lock file, application id, migrations |
//! | `port` | the port's methods: one transaction each |
//! | `effects` | the writing of what the core decided |
//! | `tables` | one file for each table: its rows as the core's types |

mod effects;
mod error;
mod open;
mod port;
mod row;
mod tables;

pub use open::{OpenError, SqliteStore};
