//! Values between rows and the core's types: times as milliseconds, records as JSON, small integers.

use gateway_core::ports::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::unavailable;

/// Reads a column.
pub(crate) fn column<'r, T>(row: &'r SqliteRow, name: &'static str) -> Result<T, StoreError>
where
    T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    row.try_get(name).map_err(unavailable("read a row"))
}

/// Reads a time.
pub(crate) fn time(row: &SqliteRow, name: &'static str) -> Result<Timestamp, StoreError> {
    let milliseconds: i64 = column(row, name)?;
    Timestamp::from_millisecond(milliseconds).or_else(|_| damaged(row, name))
}

/// Reads a JSON record.
pub(crate) fn json<T: DeserializeOwned>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError> {
    let text: String = column(row, name)?;
    serde_json::from_str(&text).or_else(|_| damaged(row, name))
}

/// Writes a JSON record.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::Unavailable { operation: "write a record", source: source.into() })
}

/// A record is not what was written. The text of the parser's error is left out: it may quote the record.
fn damaged<T>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError> {
    let sequence: i64 = row.try_get("sequence").unwrap_or_default();
    Err(StoreError::Damaged { what: name, id: sequence.to_string() })
}

/// Writes the name that a value serialises to.
pub(crate) fn to_name(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

/// Reads a value from the name that it serialises to.
pub(crate) fn from_name<T: DeserializeOwned>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError> {
    let text: String = column(row, name)?;
    T::deserialize(serde_json::Value::String(text)).or_else(|_| damaged(row, name))
}
