//! What a payer's HTTP answer proves, for a client that must know whether its claims arrived.
//!
//! Only a well-formed positive CORE answer to this very request is [`Reply::Accepted`]. A refusal is one only if it is
//! well formed too. Everything else proves nothing: a login page with status 200 does not, nor does an empty 500.

use crate::decode::{Carrier, Envelope, read_any};
use crate::error::Error;
use crate::error_code::ErrorCode;
use crate::fault::Fault;
use crate::field::Field;
use crate::limits::Limits;
use crate::message::{Exchange, Message};
use crate::operation::Direction;
use crate::payload_type::PayloadType;

/// An HTTP answer.
#[derive(Clone, Copy)]
pub struct HttpReply<'a> {
    /// Status code.
    pub status: u16,
    /// Value of the `Content-Type` header, empty if there is none.
    pub content_type: &'a str,
    /// The bytes.
    pub body: &'a [u8],
}

/// What an HTTP answer says.
#[derive(Debug)]
#[non_exhaustive]
pub enum Reply {
    /// The envelope was taken. The payload in it may still be a 999 or TA1 that rejects; whether it arrived undamaged is for
    /// [`verify_payload`](crate::verify_payload) to say.
    Accepted(Message),
    /// The envelope was refused.
    Refused {
        /// Why. [`ErrorCode::refuses_before_processing`] says whether that proves that the payload was not taken.
        error_code: ErrorCode,
        /// The whole answer, with the payer's words.
        message: Message,
    },
    /// The SOAP message was refused.
    Fault(Fault),
    /// The answer proves nothing.
    Unreadable(Unreadable),
}

/// Why an answer proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is no CORE message.
    #[error("the answer cannot be read: {0}")]
    Malformed(#[from] Error),
    /// It is a request.
    #[error("expected an answer, found a request or an answer without ErrorCode")]
    NotAnAnswer,
    /// It answers another operation.
    #[error("expected the answer to this operation, found the answer to another")]
    AnotherOperation,
    /// It answers another request.
    #[error("expected the PayloadID of the request, found another")]
    AnotherPayloadId,
    /// It says success and failure at once.
    #[error("expected success in status, PayloadType and ErrorCode alike, found them at odds (status {status})")]
    Contradiction {
        /// The status.
        status: u16,
    },
}

impl Reply {
    /// Classifies the answer to a request.
    pub fn classify(request: &Message, reply: HttpReply<'_>, limits: &Limits) -> Reply {
        match read_any(reply.content_type, None, reply.body, limits) {
            Err(error) => Reply::Unreadable(Unreadable::Malformed(error)),
            Ok((Envelope::Fault(fault), _)) => Reply::Fault(fault),
            Ok((Envelope::Message(message), carrier)) => judge(request, reply.status, *message, carrier).unwrap_or_else(Reply::Unreadable),
        }
    }
}

fn judge(request: &Message, status: u16, mut answer: Message, carrier: Carrier) -> Result<Reply, Unreadable> {
    let error_code = match &answer.exchange {
        Exchange::Response { error_code, .. } if !error_code.is_empty() => error_code.clone(),
        _ => return Err(Unreadable::NotAnAnswer),
    };
    if answers_another_operation(request, &answer, carrier) {
        return Err(Unreadable::AnotherOperation);
    }
    // Neither form data nor an answer without an action can say which of two operations it answers.
    answer.operation = request.operation;
    let same_id = answer.metadata.payload_id.eq_ignore_ascii_case(&request.metadata.payload_id);
    if !error_code.is_success() {
        return if same_id || may_lack_id(&answer, &error_code) {
            Ok(Reply::Refused { error_code, message: answer })
        } else {
            Err(Unreadable::AnotherPayloadId)
        };
    }
    let says_failure = answer.metadata.payload_type.matches(&PayloadType::CORE_ENVELOPE_ERROR);
    if says_failure || !(200..300).contains(&status) {
        return Err(Unreadable::Contradiction { status });
    }
    if same_id { Ok(Reply::Accepted(answer)) } else { Err(Unreadable::AnotherPayloadId) }
}

/// The operation of form data is a guess from its payload type, so there only the processing mode counts.
fn answers_another_operation(request: &Message, answer: &Message, carrier: Carrier) -> bool {
    let element = |message: &Message| message.operation.element(Direction::Response);
    let mode = &answer.metadata.processing_mode;
    match carrier {
        Carrier::Soap => element(request) != element(answer),
        Carrier::Form => !mode.is_empty() && !mode.eq_ignore_ascii_case(request.operation.processing_mode()),
    }
}

/// A payer that could not read the PayloadID cannot repeat it.
fn may_lack_id(answer: &Message, error_code: &ErrorCode) -> bool {
    let about_id = [ErrorCode::required(Field::PayloadId), ErrorCode::illegal(Field::PayloadId)];
    answer.metadata.payload_id.is_empty() || about_id.iter().any(|code| error_code.matches(code))
}
