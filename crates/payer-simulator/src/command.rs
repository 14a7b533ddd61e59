//! What can be asked of the simulator: everything that changes its state, with the moment at which it was asked.
//!
//! Invariant: the state follows from the script and the commands in their order, so a journal of commands brings it back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::mailbox::LetterKind;

/// A change of state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Command {
    /// The payer opens; its control numbers count from this moment, so that two runs do not share them.
    Open {
        /// When.
        at: Timestamp,
    },
    /// A file of claims arrives.
    Submit(Submission),
    /// A 277CA or 835 is fetched.
    Fetch(Fetch),
    /// The receipt of something fetched is confirmed.
    Confirm(Confirmation),
}

/// A file of claims as it arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// When.
    pub at: Timestamp,
    /// SenderID of the envelope.
    pub sender_id: String,
    /// PayloadID of the envelope.
    pub payload_id: String,
    /// The X12 bytes.
    pub payload: Payload,
}

/// A question for the next 277CA or 835.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// Which of them.
    pub kind: LetterKind,
    /// When.
    pub at: Timestamp,
    /// SenderID of the question: the receiver of the answer.
    pub receiver_id: String,
    /// PayloadID of the question; the same question again gets the same answer.
    pub payload_id: String,
}

/// The confirmation that something was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// When.
    pub at: Timestamp,
    /// SenderID of the confirmation.
    pub sender_id: String,
    /// PayloadID under which it was fetched.
    pub payload_id: String,
}

/// X12 bytes, in Base64 where they are written down. They hold claims, so they are not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(pub Vec<u8>);

impl std::fmt::Debug for Payload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[phi, {} bytes]", self.0.len())
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(|error| de::Error::custom(format_args!("payload: {error}")))
    }
}
