//! Acknowledgements: every one is kept, whatever it did.

use gateway_core::acknowledgement::InboundAcknowledgement;
use gateway_core::identifiers::TransmissionId;
use gateway_core::ports::{AcknowledgementRecord, PageRequest, StoreError};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::unavailable;
use crate::row::{column, json, time, to_json};
use crate::tables::page::{Paged, paged};

/// Whether the same segment of the same file was recorded before.
pub(crate) async fn is_known(connection: &mut SqliteConnection, acknowledgement: &InboundAcknowledgement) -> Result<bool, StoreError> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM acknowledgements WHERE inbound_id = ?1 AND segment = ?2)")
        .bind(acknowledgement.inbound_id.as_str())
        .bind(acknowledgement.segment)
        .fetch_one(connection)
        .await
        .map_err(unavailable("look for an acknowledgement"))
}

/// Keeps an acknowledgement.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    acknowledgement: &InboundAcknowledgement,
    transmission_id: Option<&TransmissionId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO acknowledgements (inbound_id, segment, transmission_id, recorded_at, record) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(acknowledgement.inbound_id.as_str())
        .bind(acknowledgement.segment)
        .bind(transmission_id.map(TransmissionId::as_str))
        .bind(at.as_millisecond())
        .bind(to_json(acknowledgement)?)
        .execute(connection)
        .await
        .map_err(unavailable("keep an acknowledgement"))?;
    Ok(())
}

const LIST: Paged = paged!("SELECT sequence, transmission_id, recorded_at, record FROM acknowledgements WHERE 1");

/// A part of the list of acknowledgements.
pub(crate) async fn list(connection: &mut SqliteConnection, page: PageRequest) -> Result<Vec<AcknowledgementRecord>, StoreError> {
    let rows = LIST.query(page).fetch_all(connection).await.map_err(unavailable("read acknowledgements"))?;
    let record = |row: &SqliteRow| {
        Ok(AcknowledgementRecord {
            sequence: column(row, "sequence")?,
            recorded_at: time(row, "recorded_at")?,
            transmission_id: column::<Option<String>>(row, "transmission_id")?.map(TransmissionId::new),
            acknowledgement: json(row, "record")?,
        })
    };
    rows.iter().map(record).collect()
}
