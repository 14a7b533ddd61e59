//! What each fault of a payer proves about a submission, and what comes of asking, over real TLS on loopback.

mod payer;

use std::sync::Arc;
use std::time::Duration;

use core_connectivity::{ErrorCode, Message, Operation, PayloadType, TimeStamp};
use gateway_core::identifiers::TransmissionId;
use gateway_core::outcome::TransportResult;
use gateway_core::ports::{Clock, FetchKind, FetchOutcome, OutboundPayload, PayerTransport, Random, TransportError};
use gateway_transport::{CoreConnection, CoreStyle, CoreTransport, Login};
use payer::{Payer, Script, receipt};

const ID: &str = "018f0000-0000-7000-8000-000000000001";
const CLAIMS: &[u8] = b"ISA*00*claims~IEA*1*000000001~";

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::UNIX_EPOCH
    }
}

impl Random for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn transport(payer: &Payer, change: impl FnOnce(&mut CoreConnection)) -> CoreTransport {
    let mut connection = CoreConnection::new(&payer.url, "SUBMITTER1", "PAYERX");
    connection.trusted_certificate = Some(payer.certificate.clone());
    connection.login = Some(Login { user_name: "SUBMITTER1".into(), password: "hunter2".into() });
    connection.connect_timeout = Duration::from_millis(800);
    connection.exchange_timeout = Duration::from_millis(1_600);
    change(&mut connection);
    CoreTransport::new(connection, Arc::new(Fixed), Arc::new(Fixed)).unwrap()
}

fn claims() -> OutboundPayload {
    let payload_type = PayloadType::PROFESSIONAL_CLAIM.as_str().to_owned();
    OutboundPayload { id: TransmissionId::new(ID), payload_type, bytes: CLAIMS.to_vec() }
}

async fn submit(script: Script) -> (TransportResult, usize) {
    let payer = Payer::start(script).await;
    let result = transport(&payer, |_| ()).submit(&claims()).await;
    (result, payer.requests())
}

#[track_caller]
fn nothing_written((result, requests): (TransportResult, usize)) {
    assert!(matches!(result, TransportResult::NothingWritten { .. }), "{result:?}");
    assert_eq!(requests, 0);
}

#[track_caller]
fn no_reply((result, requests): (TransportResult, usize), expect: usize) {
    assert!(matches!(result, TransportResult::NoReply { .. }), "{result:?}");
    assert_eq!(requests, expect, "a request is never repeated");
}

#[track_caller]
fn unintelligible((result, requests): (TransportResult, usize)) {
    assert!(matches!(result, TransportResult::Unintelligible { .. }), "{result:?}");
    assert_eq!(requests, 1, "a request is never repeated");
}

#[tokio::test]
async fn what_never_left_is_known_to_have_never_left() {
    nothing_written(submit(Script::CloseBeforeTls).await);
    nothing_written(submit(Script::HangBeforeTls).await);
    let gone = Payer::start(Script::CloseBeforeTls).await;
    let transport = transport(&gone, |connection| connection.url = "https://127.0.0.1:1/core".into());
    nothing_written((transport.submit(&claims()).await, 0));
}

#[tokio::test]
async fn a_payer_with_another_certificate_gets_nothing() {
    let payer = Payer::start(Script::Core(receipt)).await;
    let other = Payer::start(Script::Core(receipt)).await;
    let transport = transport(&payer, |connection| connection.trusted_certificate = Some(other.certificate.clone()));
    nothing_written((transport.submit(&claims()).await, payer.requests()));
}

#[tokio::test]
async fn a_request_without_an_answer_may_have_arrived() {
    no_reply(submit(Script::CloseAfterRequest).await, 1);
    no_reply(submit(Script::HangAfterRequest).await, 1);
    no_reply(submit(Script::CloseWithinRequest).await, 0);
    no_reply(submit(Script::Endless).await, 1);
    no_reply(submit(Script::Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\ncut")).await, 1);
}

#[tokio::test]
async fn an_answer_that_is_no_receipt_proves_nothing() {
    unintelligible(submit(Script::Raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>")).await);
    unintelligible(submit(Script::Raw("HTTP/1.1 302 Found\r\nLocation: https://localhost:1/\r\nContent-Length: 0\r\n\r\n")).await);
    unintelligible(submit(Script::Raw("HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n")).await);
    unintelligible(
        submit(Script::Core(|request| {
            let mut answer = receipt(request);
            answer.metadata.payload_id = "018f0000-0000-7000-8000-000000000002".into();
            answer
        }))
        .await,
    );
}

fn check_request(request: &Message) -> Message {
    let whole = request.payload_bytes() == Some(CLAIMS) && request.metadata.payload_id == ID;
    let known = matches!(&request.exchange, core_connectivity::Exchange::Request { credentials: Some(login) } if login.password == "hunter2");
    let code = if whole && known { ErrorCode::SUCCESS } else { ErrorCode::UNAUTHORIZED };
    request.answer(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::from_unix_seconds(0), code, "None")
}

#[tokio::test]
async fn a_receipt_confirms_in_every_style() {
    let payer = Payer::start(Script::Core(check_request)).await;
    for style in [CoreStyle::Soap, CoreStyle::SoapBase64, CoreStyle::Mime] {
        let result = transport(&payer, |connection| connection.style = style).submit(&claims()).await;
        assert_eq!(result, TransportResult::Confirmed { code: "Success".into() }, "{style:?}");
    }
    let refused = transport(&payer, |connection| connection.login = None).submit(&claims()).await;
    assert_eq!(refused, TransportResult::Refused { code: "UnAuthorized".into() });
}

/// A payer with a 999 for our payload, an 835 until its receipt is confirmed, and no 277CA.
fn mailbox(request: &Message) -> Message {
    let at = TimeStamp::from_unix_seconds(0);
    match request.operation {
        Operation::BatchSubmitAckRetrievalTransaction if request.metadata.payload_id == ID => {
            request.respond(PayloadType::ACKNOWLEDGMENT, at).with_payload(&b"ISA*999~"[..])
        }
        Operation::GenericBatchRetrievalTransaction => request.respond(PayloadType::new("X12_835_Response_005010X221A1"), at).with_payload(&b"ISA*835~"[..]),
        Operation::GenericBatchReceiptConfirmationTransaction => request.respond(PayloadType::CONFIRM_RECEIPT_RECEIVED, at),
        Operation::BatchResultsRetrievalTransaction => request.respond(PayloadType::NO_BATCH_RESULTS_FILE, at),
        _ => request.answer(PayloadType::CORE_ENVELOPE_ERROR, at, ErrorCode::illegal(core_connectivity::Field::PayloadId), "never seen"),
    }
}

#[tokio::test]
async fn what_waits_at_the_payer_is_fetched_and_confirmed() {
    let payer = Payer::start(Script::Core(mailbox)).await;
    let transport = transport(&payer, |_| ());
    let acknowledgement = transport.fetch(&FetchKind::ImplementationAcknowledgement(TransmissionId::new(ID))).await.unwrap();
    assert!(matches!(acknowledgement, FetchOutcome::Found(found) if found[0].bytes == b"ISA*999~" && found[0].id == ID));
    assert!(matches!(transport.fetch(&FetchKind::ClaimAcknowledgements).await.unwrap(), FetchOutcome::NothingYet));
    let FetchOutcome::Found(remittances) = transport.fetch(&FetchKind::Remittances).await.unwrap() else { panic!("an 835") };
    assert_eq!(remittances[0].bytes, b"ISA*835~");
    transport.confirm_receipt(&remittances[0]).await.unwrap();
}

#[tokio::test]
async fn never_received_is_believed_only_where_the_payer_promises_it() {
    let payer = Payer::start(Script::Core(mailbox)).await;
    let question = FetchKind::ImplementationAcknowledgement(TransmissionId::new("018f0000-0000-7000-8000-000000000009"));
    let careful = transport(&payer, |_| ()).fetch(&question).await;
    assert!(matches!(careful, Err(TransportError::Refused { code }) if code == "PayloadIDIllegal"));
    let trusting = transport(&payer, |connection| connection.never_received = vec!["PayloadIDIllegal".into()]).fetch(&question).await;
    assert!(matches!(trusting, Ok(FetchOutcome::PayloadNotKnown)));
}
