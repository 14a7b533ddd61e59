//! The transport port: one connection to one payer.

use async_trait::async_trait;

use crate::identifiers::TransmissionId;
use crate::outcome::TransportResult;

/// What is handed over to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboundPayload {
    /// The transmission, which is the CORE PayloadID.
    pub id: TransmissionId,
    /// What kind of payload it is, such as `X12_837_Request_005010X222A1`.
    pub payload_type: String,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchKind {
    /// The TA1 for a payload of ours.
    InterchangeAcknowledgement(TransmissionId),
    /// The 999 for a payload of ours.
    ImplementationAcknowledgement(TransmissionId),
    /// 277CAs that wait for us.
    ClaimAcknowledgements,
    /// 835s that wait for us.
    Remittances,
}

/// What a payer has for us.
#[derive(Clone, PartialEq, Eq)]
pub enum FetchOutcome {
    /// Something.
    Found(Vec<FetchedPayload>),
    /// Nothing yet.
    NothingYet,
    /// It says that it never got the payload that was asked about.
    PayloadNotKnown,
}

/// One payload of a payer.
#[derive(Clone, PartialEq, Eq)]
pub struct FetchedPayload {
    /// The payer's name for it, with which its receipt is confirmed.
    pub id: String,
    /// What kind of payload it says it is. What it really is, its bytes say.
    pub payload_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a question had no answer. Asking again is always safe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The payer could not be reached, or broke off.
    #[error("the payer could not be reached: {detail}")]
    Unreachable {
        /// What happened, without user names or queries.
        detail: String,
    },
    /// The payer refused.
    #[error("the payer refused the question with {code}")]
    Refused {
        /// Its code.
        code: String,
    },
    /// The answer could not be understood.
    #[error("the payer's answer could not be understood: {detail}")]
    Unintelligible {
        /// What it was.
        detail: String,
    },
}

/// A connection to one payer. It follows no redirects and repeats nothing by itself: whether to repeat is decided by the core, on the record.
#[async_trait]
pub trait PayerTransport: Send + Sync {
    /// Where payloads go, without user names or queries, for the record of the attempt.
    fn endpoint(&self) -> String;

    /// Sends a payload once and tells how far the exchange came. It never fails: every failure is a [`TransportResult`].
    async fn submit(&self, payload: &OutboundPayload) -> TransportResult;

    /// Asks for what the payer has for us. What is fetched stays at the payer until its receipt is confirmed, where the channel allows that.
    ///
    /// # Errors
    /// When there was no answer. Nothing is lost then.
    async fn fetch(&self, kind: &FetchKind) -> Result<FetchOutcome, TransportError>;

    /// Confirms that a fetched payload is safe with us, after which the payer may drop it. To be called after its bytes are stored, never before.
    ///
    /// # Errors
    /// When there was no answer. The payload may be fetched again then, which is harmless: the same bytes are the same file.
    async fn confirm_receipt(&self, payload: &FetchedPayload) -> Result<(), TransportError>;
}
