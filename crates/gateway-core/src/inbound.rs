//! Inbound files: raw bytes that are kept, with their digest, before anybody looks into them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::{InboundId, RouteId};
use crate::limits;

/// Bytes that arrived.
#[derive(Clone, PartialEq, Eq)]
pub struct NewInbound {
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// How they came, such as `core`, `directory` or `api`.
    pub channel: String,
    /// The route they came by, when they came by one.
    pub route: Option<RouteId>,
    /// Now.
    pub at: Timestamp,
}

impl NewInbound {
    /// The name that follows from the bytes: the same bytes are the same file.
    #[must_use]
    pub fn id(&self) -> InboundId {
        InboundId::new(Sha256::of(&self.bytes).to_string())
    }

    /// Its record when it comes for the first time.
    #[must_use]
    pub fn first_record(&self) -> InboundRecord {
        InboundRecord {
            id: self.id(),
            channel: self.channel.clone(),
            route: self.route.clone(),
            length: u64::try_from(self.bytes.len()).unwrap_or(u64::MAX),
            received_at: self.at,
            copies: 1,
            attempts: 0,
            status: InboundStatus::Received,
        }
    }
}

/// Whether the bytes were new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InboundOutcome {
    /// They are stored now. Only now may the payer's copy be deleted.
    Stored(InboundId),
    /// They were stored before; `status` tells whether they still have to be worked on.
    Known {
        /// Their name.
        id: InboundId,
        /// How far the first copy came.
        status: InboundStatus,
    },
}

impl InboundOutcome {
    /// The file's name.
    #[must_use]
    pub const fn id(&self) -> &InboundId {
        match self {
            Self::Stored(id) | Self::Known { id, .. } => id,
        }
    }
}

/// How far an inbound file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InboundStatus {
    /// Stored, and to be worked on.
    Received,
    /// Everything in it was posted, applied or set aside with a reason.
    Processed,
    /// Nobody could read it, or reading it failed too often.
    Quarantined,
}

impl InboundStatus {
    /// The status's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Processed => "processed",
            Self::Quarantined => "quarantined",
        }
    }
}

/// An inbound file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundRecord {
    /// Its name.
    pub id: InboundId,
    /// How it came first.
    pub channel: String,
    /// The route by which it came first.
    pub route: Option<RouteId>,
    /// Count of its bytes.
    pub length: u64,
    /// When it came first.
    pub received_at: Timestamp,
    /// How often it came.
    pub copies: u32,
    /// How often working on it was begun.
    pub attempts: u32,
    /// How far it has come.
    pub status: InboundStatus,
}

/// The exception for a file that was begun too often without an end.
#[must_use]
pub fn failed_too_often(id: &InboundId) -> NewException {
    let message = format!("Working on this file was begun {} times and never came to an end, so it is set aside.", limits::INBOUND_ATTEMPTS);
    NewException { inbound_id: Some(id.clone()), ..NewException::new(ExceptionReason::UnreadableInbound, Disposition::Quarantined, message) }
}
