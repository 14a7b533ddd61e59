//! The desk: a CORE request in, a CORE answer out. It knows the operations and error codes; the X12 is the simulator's business.
//!
//! Invariant: what changes the state is in the journal before it is done, and done before it is answered.

use std::path::Path;

use core_connectivity::{ErrorCode, Exchange, Field, Message, Operation, PayloadType, TimeStamp, validate_request};
use jiff::Timestamp;

use crate::command::{Command, Confirmation, Fetch, Payload, Submission};
use crate::error::Error;
use crate::journal::Journal;
use crate::mailbox::LetterKind;
use crate::script::Script;
use crate::simulator::{AcknowledgmentKind, Answer, Conduct, Receipt, Simulator};
use crate::state::State;

/// The payload type of a 277CA in an answer. The CORE tables of rule 2.2.0 have no name for it, nor for the two below.
pub const CLAIM_ACKNOWLEDGMENT: &str = "X12_277CA_Response_005010X214";
/// The payload type of an 835 in an answer.
pub const REMITTANCE: &str = "X12_835_Response_005010X221A1";
/// The payload type of a TA1 in an answer.
pub const INTERCHANGE_ACKNOWLEDGMENT: &str = "X12_TA1_Response_00501X231A1";

/// The payer's desk.
#[derive(Debug)]
pub struct Desk {
    simulator: Simulator,
    journal: Option<Journal>,
}

/// A CORE answer, and how it is given.
#[derive(Debug)]
pub struct Spoken {
    /// The answer.
    pub message: Message,
    /// How it is given.
    pub conduct: Conduct,
}

/// Why a request is refused: a CORE error code, and words.
struct Refusal(ErrorCode, &'static str);

impl Desk {
    /// Opens the desk; with a directory, the state of its journal is brought back.
    ///
    /// # Errors
    /// If the journal cannot be used.
    pub fn open(script: Script, directory: Option<&Path>, at: Timestamp) -> Result<Self, Error> {
        let mut simulator = Simulator::new(script, at);
        let Some(directory) = directory else {
            return Ok(Self { simulator, journal: None });
        };
        let mut is_new = true;
        let mut journal = Journal::open(directory, |command| {
            is_new = false;
            simulator.replay(command);
        })?;
        if is_new {
            journal.append(&Command::Open { at })?;
        }
        Ok(Self { simulator, journal: Some(journal) })
    }

    /// What was received and paid.
    #[must_use]
    pub fn state(&self) -> State {
        self.simulator.state()
    }

    /// Answers a request.
    ///
    /// # Errors
    /// If the journal cannot be written: then nothing was done.
    pub fn answer(&mut self, request: &Message, at: Timestamp) -> Result<Spoken, Error> {
        if !self.knows(request) {
            let refusal = Refusal(ErrorCode::UNAUTHORIZED, "user name or password is wrong");
            return Ok(refused(request, refusal, at));
        }
        if let Err(error) = validate_request(request) {
            return Ok(spoken(request.refuse(&error, time_stamp(at))));
        }
        match request.operation {
            Operation::RealTimeTransaction => self.real_time(request, at),
            Operation::BatchSubmitTransaction | Operation::GenericBatchSubmissionTransaction => self.batch(request, at),
            Operation::BatchSubmitAckRetrievalTransaction => Ok(self.acknowledgment(request, at)),
            Operation::BatchResultsRetrievalTransaction | Operation::GenericBatchRetrievalTransaction => self.retrieval(request, at),
            Operation::BatchResultsAckSubmitTransaction | Operation::GenericBatchReceiptConfirmationTransaction => self.confirm(request, at),
        }
    }

    fn knows(&self, request: &Message) -> bool {
        let Some(partner) = &self.simulator.script().partner else {
            return true;
        };
        match &request.exchange {
            Exchange::Request { credentials: Some(given) } => given.user_name == partner.user_name && given.password == partner.password,
            _ => false,
        }
    }

    /// A real-time submission gets its 999 at once, or its TA1 if that refuses it.
    fn real_time(&mut self, request: &Message, at: Timestamp) -> Result<Spoken, Error> {
        if !is_claims(&request.metadata.payload_type) {
            let words = "this payer answers real-time claims only";
            let refusal = Refusal(ErrorCode::illegal(Field::PayloadType), words);
            return Ok(refused(request, refusal, at));
        }
        let conduct = match self.submit(request, at)? {
            Ok((_, conduct)) => conduct,
            Err(refusal) => return Ok(refused(request, refusal, at)),
        };
        let metadata = &request.metadata;
        let ask = |kind| {
            let (sender, id) = (&metadata.sender_id, id_of(request));
            self.simulator.acknowledgment(kind, sender, &id, Timestamp::MAX)
        };
        let (payload_type, answer) = match ask(AcknowledgmentKind::Implementation) {
            Answer::Ready(bytes) => (PayloadType::ACKNOWLEDGMENT, Answer::Ready(bytes)),
            _ => (PayloadType::new(INTERCHANGE_ACKNOWLEDGMENT), ask(AcknowledgmentKind::Ta1)),
        };
        let mut message = request.respond(payload_type, time_stamp(at));
        if let Answer::Ready(bytes) = answer {
            message = message.with_payload(bytes);
        }
        Ok(Spoken { message, conduct })
    }

    /// A batch gets its receipt and nothing more: by rule the 999 is fetched.
    fn batch(&mut self, request: &Message, at: Timestamp) -> Result<Spoken, Error> {
        if !is_claims(&request.metadata.payload_type) {
            let words = "this payer takes professional claims only";
            let refusal = Refusal(ErrorCode::illegal(Field::PayloadType), words);
            return Ok(refused(request, refusal, at));
        }
        Ok(match self.submit(request, at)? {
            Ok((received_at, conduct)) => Spoken { message: request.respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, time_stamp(received_at)), conduct },
            Err(refusal) => refused(request, refusal, at),
        })
    }

    fn submit(&mut self, request: &Message, at: Timestamp) -> Result<Result<(Timestamp, Conduct), Refusal>, Error> {
        let submission = Submission {
            at,
            sender_id: request.metadata.sender_id.clone(),
            payload_id: id_of(request),
            payload: Payload(request.payload_bytes().unwrap_or_default().to_vec()),
        };
        self.write_down(&Command::Submit(submission.clone()))?;
        Ok(match self.simulator.submit(&submission) {
            Receipt::Taken { received_at, conduct } => Ok((received_at, conduct)),
            Receipt::PayloadIdReused => Err(Refusal(ErrorCode::illegal(Field::PayloadId), "another payload came under this PayloadID")),
            Receipt::Unreadable => Err(Refusal(ErrorCode::illegal(Field::Payload), "the payload holds no interchange that can be read")),
            Receipt::Full => Err(Refusal(ErrorCode::RECEIVER, "this payer is full")),
            Receipt::Failed => Err(Refusal(ErrorCode::RECEIVER, "the answers to this payload cannot be written")),
        })
    }

    fn acknowledgment(&self, request: &Message, at: Timestamp) -> Spoken {
        let asked = request.metadata.payload_type.as_str().to_ascii_uppercase();
        let (kind, payload_type) = if asked.contains("TA1") {
            let payload_type = PayloadType::new(INTERCHANGE_ACKNOWLEDGMENT);
            (AcknowledgmentKind::Ta1, payload_type)
        } else if asked.contains("999") {
            (AcknowledgmentKind::Implementation, PayloadType::ACKNOWLEDGMENT)
        } else {
            let words = "a TA1 or a 999 can be asked for here";
            return refused(request, Refusal(ErrorCode::illegal(Field::PayloadType), words), at);
        };
        let sender = &request.metadata.sender_id;
        match self.simulator.acknowledgment(kind, sender, &id_of(request), at) {
            Answer::Ready(bytes) => spoken(request.respond(payload_type, time_stamp(at)).with_payload(bytes)),
            Answer::NotThere => spoken(request.respond(PayloadType::NO_BATCH_ACK_FILE, time_stamp(at))),
            Answer::Unknown => {
                let words = "nothing was ever received under this PayloadID";
                refused(request, Refusal(ErrorCode::illegal(Field::PayloadId), words), at)
            }
        }
    }

    fn retrieval(&mut self, request: &Message, at: Timestamp) -> Result<Spoken, Error> {
        let asked = request.metadata.payload_type.as_str();
        let (kind, payload_type) = if asked.contains("835") {
            (LetterKind::Remittance, REMITTANCE)
        } else if asked.contains("277") {
            (LetterKind::Results, CLAIM_ACKNOWLEDGMENT)
        } else {
            let words = "a 277CA or an 835 can be asked for here";
            let refusal = Refusal(ErrorCode::illegal(Field::PayloadType), words);
            return Ok(refused(request, refusal, at));
        };
        let fetch = Fetch { kind, at, receiver_id: request.metadata.sender_id.clone(), payload_id: id_of(request) };
        // Most questions find nothing; only those that change something are written down.
        if !self.simulator.has_mail(&fetch) {
            let nothing = PayloadType::NO_BATCH_RESULTS_FILE;
            return Ok(spoken(request.respond(nothing, time_stamp(at))));
        }
        self.write_down(&Command::Fetch(fetch.clone()))?;
        let message = request.respond(PayloadType::new(payload_type), time_stamp(at));
        Ok(spoken(match self.simulator.fetch(&fetch) {
            Some(bytes) => message.with_payload(bytes),
            None => message,
        }))
    }

    fn confirm(&mut self, request: &Message, at: Timestamp) -> Result<Spoken, Error> {
        let confirmation = Confirmation { at, sender_id: request.metadata.sender_id.clone(), payload_id: id_of(request) };
        self.write_down(&Command::Confirm(confirmation.clone()))?;
        self.simulator.confirm(&confirmation);
        let received = PayloadType::CONFIRM_RECEIPT_RECEIVED;
        Ok(spoken(request.respond(received, time_stamp(at))))
    }

    fn write_down(&mut self, command: &Command) -> Result<(), Error> {
        match &mut self.journal {
            Some(journal) => journal.append(command),
            None => Ok(()),
        }
    }
}

/// UUIDs are the same in any case.
fn id_of(request: &Message) -> String {
    request.metadata.payload_id.to_ascii_lowercase()
}

/// Whether the payload is professional claims, of any erratum.
fn is_claims(payload_type: &PayloadType) -> bool {
    let name = payload_type.as_str().to_ascii_lowercase();
    name.starts_with("x12_837_request_005010x222")
}

fn time_stamp(at: Timestamp) -> TimeStamp {
    TimeStamp::from_unix_seconds(at.as_second())
}

fn spoken(message: Message) -> Spoken {
    Spoken { message, conduct: Conduct::Answer }
}

fn refused(request: &Message, Refusal(code, words): Refusal, at: Timestamp) -> Spoken {
    let error = PayloadType::CORE_ENVELOPE_ERROR;
    spoken(request.answer(error, time_stamp(at), code, words))
}
