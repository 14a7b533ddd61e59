//! Transmissions: one outbound interchange, sealed once, with the record of every attempt to send it.
//!
//! The invariant: identity, bytes and digest never change after sealing. Each attempt is written down before its first byte leaves, and ends as
//! NOT_SENT, SENT or UNKNOWN. At most one attempt is open.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::control_numbers::ControlNumber;
use crate::digest::Sha256;
use crate::identifiers::{ClaimId, RouteId, TransmissionId};
use crate::life_cycle::Delivery;
use crate::outcome::AttemptOutcome;
use crate::ports::StoreError;
use crate::retry::{ConnectorProfile, NextStep};

/// Usage indicator (ISA15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usage {
    /// `T`.
    Test,
    /// `P`.
    Production,
}

impl Usage {
    /// The code for ISA15.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Test => "T",
            Self::Production => "P",
        }
    }
}

/// What names an interchange, and everything in it, for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransmissionIdentity {
    /// Interchange sender (ISA06), without its padding.
    pub sender: String,
    /// Interchange receiver (ISA08), without its padding.
    pub receiver: String,
    /// Usage indicator (ISA15).
    pub usage: Usage,
    /// Interchange control number (ISA13).
    pub interchange_control_number: ControlNumber,
    /// Group control number (GS06). An interchange of ours has one group.
    pub group_control_number: ControlNumber,
    /// The sets in it, in order.
    pub sets: Vec<SealedSet>,
}

/// One ST..SE of an interchange, and whose claims it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedSet {
    /// Set control number (ST02).
    pub set_control_number: ControlNumber,
    /// Originator's reference (BHT03), which a 277CA returns as 2200B TRN02.
    pub reference: String,
    /// The claims, in order.
    pub claims: Vec<ClaimId>,
}

/// How a transmission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransmissionState {
    /// Nothing of it has left.
    Sealed,
    /// An attempt is open: something may be leaving now.
    Sending,
    /// It may or may not have arrived.
    Unknown,
    /// The payer has it.
    Sent,
}

impl TransmissionState {
    /// The state's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Sent => "sent",
        }
    }
}

impl fmt::Display for TransmissionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A sealed interchange without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transmission {
    /// Our name for it, and its CORE PayloadID.
    pub id: TransmissionId,
    /// The way it takes.
    pub route: RouteId,
    /// What names it for ever.
    pub identity: TransmissionIdentity,
    /// Digest of the sealed bytes, checked before every attempt.
    pub sha256: Sha256,
    /// Count of the sealed bytes.
    pub length: u64,
    /// The connector's promises as they stood at sealing: a later change of the configuration does not touch what is under way.
    pub profile: ConnectorProfile,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// The attempts, in order.
    pub attempts: Vec<Attempt>,
    /// What is due next.
    pub next_step: NextStep,
    /// Whether the payer is known to have it, by a positive outcome, an acknowledgement or an answer.
    pub received: bool,
}

impl Transmission {
    /// How it stands, derived from its attempts.
    #[must_use]
    pub fn state(&self) -> TransmissionState {
        if self.received {
            return TransmissionState::Sent;
        }
        match self.attempts.last() {
            None => TransmissionState::Sealed,
            Some(Attempt { outcome: None, .. }) => TransmissionState::Sending,
            Some(_) if self.may_have_arrived() => TransmissionState::Unknown,
            Some(_) => TransmissionState::Sealed,
        }
    }

    /// How far its claims have come.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        match self.state() {
            TransmissionState::Sent => Delivery::Sent,
            _ if self.may_have_arrived() => Delivery::Unknown,
            TransmissionState::Sending => Delivery::Sending,
            _ => Delivery::Batched,
        }
    }

    /// Whether an attempt ended as UNKNOWN. A later attempt that did not leave does not undo that.
    fn may_have_arrived(&self) -> bool {
        self.attempts.iter().any(|attempt| matches!(attempt.outcome, Some(AttemptOutcome::Unknown { .. })))
    }

    /// Checks bytes against what was sealed.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when they are others: they must not be sent then.
    pub fn check(&self, bytes: &[u8]) -> Result<(), StoreError> {
        if Sha256::of(bytes) == self.sha256 { Ok(()) } else { Err(StoreError::Damaged { what: "transmission", id: self.id.to_string() }) }
    }

    /// Every claim in it, in order.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimId> {
        self.identity.sets.iter().flat_map(|set| &set.claims)
    }

    /// The number of the open attempt.
    #[must_use]
    pub fn open_attempt(&self) -> Option<u32> {
        self.attempts.last().filter(|attempt| attempt.outcome.is_none()).map(|attempt| attempt.number)
    }
}

/// One try to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// 1 for the first. It fences: an outcome is taken only for the attempt that is open.
    pub number: u32,
    /// Where it goes, without user names or queries.
    pub endpoint: String,
    /// When the intent was written down.
    pub started_at: Timestamp,
    /// How it ended; `None` while it is open.
    pub outcome: Option<AttemptOutcome>,
    /// When that was written down.
    pub ended_at: Option<Timestamp>,
}
