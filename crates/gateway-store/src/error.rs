//! Errors: what SQLite says, in the words of the port.

use gateway_core::ports::StoreError;

/// SQLITE_IOERR and SQLITE_CORRUPT: after these, what is in memory and what is on disk may differ.
const FATAL: [i64; 2] = [10, 11];

/// Whether SQLite says something after which the process has to end.
pub(crate) fn is_fatal(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<i64>().ok());
    // An extended code carries its primary code in its low byte.
    code.is_some_and(|code| FATAL.contains(&(code & 0xFF)))
}

/// Turns what SQLite says into the port's error.
pub(crate) fn unavailable(operation: &'static str) -> impl Fn(sqlx::Error) -> StoreError {
    move |source| {
        if is_fatal(&source) { StoreError::Stopped } else { StoreError::Unavailable { operation, source: source.into() } }
    }
}

/// There is no such thing.
pub(crate) fn not_found(what: &'static str, id: impl ToString) -> StoreError {
    StoreError::NotFound { what, id: id.to_string() }
}
