//! Control numbers: how many each sequence has given out.

use gateway_core::batching::{PairSequences, SealRequest};
use gateway_core::control_numbers::{ControlNumberKind, ControlNumberSequence};
use gateway_core::ports::StoreError;
use sqlx::SqliteConnection;

use crate::error::unavailable;

/// The sequences of a pair of sender and receiver.
pub(crate) async fn of_pair(connection: &mut SqliteConnection, request: &SealRequest) -> Result<PairSequences, StoreError> {
    let mut sequences = PairSequences::default();
    for (kind, sequence) in [
        (ControlNumberKind::Interchange, &mut sequences.interchange),
        (ControlNumberKind::Group, &mut sequences.group),
        (ControlNumberKind::Set, &mut sequences.set),
    ] {
        let given: Option<i64> = sqlx::query_scalar("SELECT given FROM control_numbers WHERE sender = ?1 AND receiver = ?2 AND kind = ?3")
            .bind(request.sender.as_str())
            .bind(request.receiver.as_str())
            .bind(kind.as_str())
            .fetch_optional(&mut *connection)
            .await
            .map_err(unavailable("read control numbers"))?;
        *sequence = ControlNumberSequence::after(given.unwrap_or_default().unsigned_abs());
    }
    Ok(sequences)
}

/// Keeps what was given out.
pub(crate) async fn update(connection: &mut SqliteConnection, request: &SealRequest, sequences: &PairSequences) -> Result<(), StoreError> {
    for (kind, sequence) in
        [(ControlNumberKind::Interchange, sequences.interchange), (ControlNumberKind::Group, sequences.group), (ControlNumberKind::Set, sequences.set)]
    {
        sqlx::query(
            "INSERT INTO control_numbers (sender, receiver, kind, given) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (sender, receiver, kind) DO UPDATE SET given = excluded.given",
        )
        .bind(request.sender.as_str())
        .bind(request.receiver.as_str())
        .bind(kind.as_str())
        .bind(i64::try_from(sequence.given()).unwrap_or(i64::MAX))
        .execute(&mut *connection)
        .await
        .map_err(unavailable("keep control numbers"))?;
    }
    Ok(())
}
