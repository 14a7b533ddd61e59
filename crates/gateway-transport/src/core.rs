//! The port's methods as CORE operations: BatchSubmit, the retrieval of TA1, 999, 277CA and 835, and the confirmation of what was fetched.

use std::sync::Arc;

use async_trait::async_trait;
use core_connectivity::{ErrorCode, HttpReply, Limits, Message, Operation, PayloadType, Reply, TimeStamp, encode, verify_payload};
use gateway_core::identifiers::{TransmissionId, time_ordered_uuid};
use gateway_core::outcome::TransportResult;
use gateway_core::ports::{Clock, FetchKind, FetchOutcome, FetchedPayload, OutboundPayload, PayerTransport, Random, TransportError};

use crate::connection::CoreConnection;
use crate::error::Error;
use crate::exchange::{Answer, Ended, Exchanger};
use crate::limits;

/// The connection to one payer.
pub struct CoreTransport {
    connection: CoreConnection,
    exchanger: Exchanger,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

/// What the answer to a question says.
enum Asked {
    Payload(FetchedPayload),
    Nothing,
    NeverReceived,
}

impl CoreTransport {
    /// Sets up a connection. Nothing is sent yet.
    ///
    /// # Errors
    /// When the configuration cannot work.
    pub fn new(connection: CoreConnection, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self, Error> {
        let exchanger = Exchanger::new(&connection)?;
        Ok(Self { connection, exchanger, clock, random })
    }

    fn message(&self, operation: Operation, payload_type: PayloadType, payload_id: &str) -> Message {
        let time_stamp = TimeStamp::from_unix_seconds(self.clock.now().as_second());
        let message = Message::request(operation, payload_type, payload_id, time_stamp)
            .between(&self.connection.sender_id, &self.connection.receiver_id)
            .in_version(self.connection.rule_version.clone());
        match &self.connection.login {
            Some(login) => message.with_credentials(&login.user_name, &login.password),
            None => message,
        }
    }

    /// Sends a message once. `Err` holds why there is nothing to send.
    async fn exchange(&self, message: &Message, most_bytes: usize) -> Result<Ended, String> {
        let style = self.connection.style.of_request(message.payload_bytes().is_some());
        let body = encode(message, style).map_err(|error| error.to_string())?;
        Ok(self.exchanger.post(body, most_bytes).await)
    }

    /// A name for a question that has none yet.
    fn new_id(&self) -> String {
        let mut entropy = [0; 16];
        self.random.fill(&mut entropy);
        time_ordered_uuid(self.clock.now(), entropy)
    }

    async fn ask(&self, operation: Operation, payload_type: &PayloadType, payload_id: &str) -> Result<Asked, TransportError> {
        let message = self.message(operation, payload_type.clone(), payload_id);
        let answer = match self.exchange(&message, limits::PAYLOAD_BYTES).await {
            Ok(Ended::Reply(answer)) => answer,
            Ok(Ended::NothingWritten { detail } | Ended::NoReply { detail }) | Err(detail) => return Err(TransportError::Unreachable { detail }),
        };
        match classify(&message, &answer) {
            Reply::Accepted(reply) => take_payload(reply),
            Reply::Refused { error_code, .. } if self.says_never_received(&error_code) => Ok(Asked::NeverReceived),
            Reply::Refused { error_code, .. } => Err(TransportError::Refused { code: error_code.as_str().to_owned() }),
            Reply::Fault(fault) => Err(TransportError::Refused { code: format!("SOAP fault {}", fault.code.wire_name()) }),
            Reply::Unreadable(why) => Err(TransportError::Unintelligible { detail: format!("status {}: {why}", answer.status) }),
            _ => Err(TransportError::Unintelligible { detail: format!("status {}", answer.status) }),
        }
    }

    fn says_never_received(&self, code: &ErrorCode) -> bool {
        self.connection.never_received.iter().any(|known| known == code.as_str())
    }

    /// Asks for the acknowledgement of one payload of ours.
    async fn acknowledgement(&self, payload_type: &PayloadType, id: &TransmissionId) -> Result<FetchOutcome, TransportError> {
        Ok(match self.ask(Operation::BatchSubmitAckRetrievalTransaction, payload_type, id.as_str()).await? {
            Asked::Payload(payload) => FetchOutcome::Found(vec![payload]),
            Asked::Nothing => FetchOutcome::NothingYet,
            Asked::NeverReceived => FetchOutcome::PayloadNotKnown,
        })
    }

    /// Takes one payload that waits for us. A payer hands out the same one until its receipt is confirmed, so one is taken in a round.
    async fn waiting(&self, operation: Operation, payload_type: &PayloadType) -> Result<FetchOutcome, TransportError> {
        Ok(match self.ask(operation, payload_type, &self.new_id()).await? {
            Asked::Payload(payload) => FetchOutcome::Found(vec![payload]),
            Asked::Nothing | Asked::NeverReceived => FetchOutcome::NothingYet,
        })
    }
}

#[async_trait]
impl PayerTransport for CoreTransport {
    fn endpoint(&self) -> String {
        self.exchanger.endpoint()
    }

    async fn submit(&self, payload: &OutboundPayload) -> TransportResult {
        let payload_type = PayloadType::new(payload.payload_type.clone());
        let message = self.message(Operation::BatchSubmitTransaction, payload_type, payload.id.as_str()).with_payload(payload.bytes.as_slice());
        let answer = match self.exchange(&message, limits::RECEIPT_BYTES).await {
            Ok(Ended::Reply(answer)) => answer,
            Ok(Ended::NothingWritten { detail }) | Err(detail) => return TransportResult::NothingWritten { detail },
            Ok(Ended::NoReply { detail }) => return TransportResult::NoReply { detail },
        };
        match classify(&message, &answer) {
            Reply::Accepted(_) => TransportResult::Confirmed { code: ErrorCode::SUCCESS.as_str().to_owned() },
            Reply::Refused { error_code, .. } => TransportResult::Refused { code: error_code.as_str().to_owned() },
            Reply::Fault(fault) => TransportResult::Refused { code: format!("SOAP fault {}", fault.code.wire_name()) },
            Reply::Unreadable(why) => TransportResult::Unintelligible { detail: format!("status {}: {why}", answer.status) },
            _ => TransportResult::Unintelligible { detail: format!("status {}", answer.status) },
        }
    }

    async fn fetch(&self, kind: &FetchKind) -> Result<FetchOutcome, TransportError> {
        let types = &self.connection.payload_types;
        match kind {
            FetchKind::InterchangeAcknowledgement(id) => self.acknowledgement(&types.interchange_acknowledgement, id).await,
            FetchKind::ImplementationAcknowledgement(id) => self.acknowledgement(&types.implementation_acknowledgement, id).await,
            FetchKind::ClaimAcknowledgements => self.waiting(Operation::BatchResultsRetrievalTransaction, &types.claim_acknowledgements).await,
            FetchKind::Remittances => self.waiting(Operation::GenericBatchRetrievalTransaction, &types.remittances).await,
        }
    }

    async fn confirm_receipt(&self, payload: &FetchedPayload) -> Result<(), TransportError> {
        if !self.connection.confirms_receipt {
            return Ok(());
        }
        let operation = Operation::GenericBatchReceiptConfirmationTransaction;
        self.ask(operation, &PayloadType::CONFIRM_RECEIPT_RECEIVED, &payload.id).await.map(|_| ())
    }
}

fn classify(request: &Message, answer: &Answer) -> Reply {
    let reply = HttpReply { status: answer.status, content_type: &answer.content_type, body: &answer.body };
    Reply::classify(request, reply, &Limits::DEFAULT)
}

fn take_payload(reply: Message) -> Result<Asked, TransportError> {
    verify_payload(&reply).map_err(|error| TransportError::Unintelligible { detail: error.to_string() })?;
    let (id, payload_type) = (reply.metadata.payload_id, reply.metadata.payload_type.as_str().to_owned());
    Ok(match reply.payload {
        Some(payload) => Asked::Payload(FetchedPayload { id, payload_type, bytes: payload.into_bytes() }),
        None => Asked::Nothing,
    })
}
