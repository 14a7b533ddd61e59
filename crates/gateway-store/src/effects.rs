//! The writing of what the core decided.

use gateway_core::effects::Effects;
use gateway_core::event::NewEvent;
use gateway_core::exception::{NewException, Resolution};
use gateway_core::identifiers::ExceptionId;
use gateway_core::ports::StoreError;
use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::tables::{claims, events, exceptions, ledger};

/// Writes effects in their order.
pub(crate) async fn write(connection: &mut SqliteConnection, effects: Effects, at: Timestamp) -> Result<(), StoreError> {
    for (id, history) in &effects.histories {
        claims::update_history(connection, id, history).await?;
    }
    for entry in &effects.entries {
        ledger::append(connection, entry).await?;
    }
    for exception in &effects.exceptions {
        raise(connection, exception, at).await?;
    }
    for settled in &effects.settled {
        for id in exceptions::open_ones(connection, settled).await? {
            resolve(connection, id, &settled.by, &settled.note, at).await?;
        }
    }
    for event in &effects.events {
        events::append(connection, event, at).await?;
    }
    Ok(())
}

/// Raises an exception, with its event.
pub(crate) async fn raise(connection: &mut SqliteConnection, exception: &NewException, at: Timestamp) -> Result<ExceptionId, StoreError> {
    let id = exceptions::insert(connection, exception, at).await?;
    events::append(connection, &NewEvent::raised(id, exception), at).await?;
    Ok(id)
}

/// Settles an exception that is open, with its event.
pub(crate) async fn resolve(connection: &mut SqliteConnection, id: ExceptionId, by: &str, note: &str, at: Timestamp) -> Result<(), StoreError> {
    let resolution = Resolution { at, by: by.to_owned(), note: note.to_owned() };
    if !exceptions::resolve(connection, id, &resolution).await? {
        return Ok(());
    }
    let settled = exceptions::get(connection, id).await?;
    events::append(connection, &NewEvent::resolved(id, &settled.exception, by), at).await
}
