//! What a payer's HTTP answer proves. Only a well-formed positive answer to this request may make a claim SENT.

use core_connectivity::{
    ErrorCode, FaultCode, HttpReply, Limits, Message, Operation, PayloadType, Reply, Style, TimeStamp, Unreadable, encode, encode_fault, validate_request,
};

use crate::samples::{batch, question};

fn classify(request: &Message, status: u16, content_type: &str, body: &[u8]) -> Reply {
    Reply::classify(request, HttpReply { status, content_type, body }, &Limits::DEFAULT)
}

fn classify_message(request: &Message, status: u16, answer: &Message, style: Style) -> Reply {
    let http = encode(answer, style).expect("XML text");
    classify(request, status, &http.content_type, &http.body)
}

fn receipt(request: &Message) -> Message {
    request.respond(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::from_unix_seconds(1))
}

const STYLES: [Style; 3] = [Style::SOAP, Style::Mtom, Style::Form];

#[track_caller]
fn check_unreadable(reply: Reply, expect: Unreadable) {
    match reply {
        Reply::Unreadable(reason) => assert_eq!(reason, expect),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_positive_answer_to_the_request_is_accepted_in_every_style() {
    for style in STYLES {
        for status in [200, 202] {
            let reply = classify_message(&batch(), status, &receipt(&batch()), style);
            assert!(matches!(&reply, Reply::Accepted(answer) if *answer == receipt(&batch())), "{reply:?}");
        }
    }
}

#[test]
fn an_acknowledgment_in_the_place_of_a_real_time_answer_is_accepted() {
    let answer = question().respond(PayloadType::ACKNOWLEDGMENT, TimeStamp::new("")).with_payload(&b"ISA~"[..]);
    for style in STYLES {
        assert!(matches!(classify_message(&question(), 200, &answer, style), Reply::Accepted(_)));
    }
}

#[test]
fn the_answer_to_a_generic_operation_need_not_name_it() {
    let mut request = batch();
    request.operation = Operation::GenericBatchSubmissionTransaction;
    let http = encode(&receipt(&batch()), Style::SOAP).expect("XML text");
    let reply = classify(&request, 200, "application/soap+xml", &http.body);
    assert!(matches!(&reply, Reply::Accepted(answer) if answer.operation == request.operation), "{reply:?}");
}

#[test]
fn a_well_formed_refusal_is_refused_whatever_the_status() {
    let mut broken = batch();
    broken.metadata.sender_id.clear();
    let error = validate_request(&broken).expect_err("no sender");
    let refusal = batch().refuse(&error, TimeStamp::from_unix_seconds(1));
    for style in STYLES {
        for status in [200, 400, 403, 500] {
            let reply = classify_message(&batch(), status, &refusal, style);
            let Reply::Refused { error_code, .. } = reply else { panic!("{reply:?}") };
            assert_eq!(error_code.as_str(), "SenderIDRequired");
            assert!(error_code.refuses_before_processing());
        }
    }
}

#[test]
fn a_refusal_of_another_request_proves_nothing() {
    let mut refusal = receipt(&batch()).clone();
    refusal.exchange = core_connectivity::Exchange::Response { error_code: ErrorCode::UNAUTHORIZED, error_message: String::new() };
    refusal.metadata.payload_id = "00000000-0000-1000-8000-000000000000".to_owned();
    check_unreadable(classify_message(&batch(), 200, &refusal, Style::SOAP), Unreadable::AnotherPayloadId);
    // A payer that found no PayloadID cannot repeat it.
    refusal.metadata.payload_id.clear();
    assert!(matches!(classify_message(&batch(), 200, &refusal, Style::SOAP), Reply::Refused { .. }));
}

#[test]
fn success_for_another_request_or_operation_proves_nothing() {
    let mut other = batch();
    other.metadata.payload_id = "00000000-0000-1000-8000-000000000000".to_owned();
    for style in STYLES {
        check_unreadable(classify_message(&batch(), 200, &receipt(&other), style), Unreadable::AnotherPayloadId);
        check_unreadable(classify_message(&batch(), 200, &receipt(&question()), style), Unreadable::AnotherOperation);
    }
}

#[test]
fn success_that_contradicts_itself_proves_nothing() {
    for style in STYLES {
        for status in [199, 301, 400, 500, 503] {
            let reply = classify_message(&batch(), status, &receipt(&batch()), style);
            check_unreadable(reply, Unreadable::Contradiction { status });
        }
        let error = batch().respond(PayloadType::CORE_ENVELOPE_ERROR, TimeStamp::new(""));
        check_unreadable(classify_message(&batch(), 200, &error, style), Unreadable::Contradiction { status: 200 });
    }
}

#[test]
fn an_echo_of_the_request_is_no_answer() {
    for style in STYLES {
        check_unreadable(classify_message(&batch(), 200, &batch(), style), Unreadable::NotAnAnswer);
        let silent = batch().answer(PayloadType::BATCH_RECEIPT_CONFIRMATION, TimeStamp::new(""), ErrorCode::new(""), "fine");
        check_unreadable(classify_message(&batch(), 200, &silent, style), Unreadable::NotAnAnswer);
    }
}

#[test]
fn pages_errors_and_cut_answers_prove_nothing() {
    let whole = encode(&receipt(&batch()), Style::SOAP).expect("XML text");
    let cut = &whole.body[..whole.body.len() - 3];
    let cases: [(u16, &str, &[u8]); 8] = [
        (200, "text/html", b"<!DOCTYPE html><html><body>Please sign in</body></html>"),
        (200, "text/html; charset=utf-8", b"<html><form action='/login'></form></html>"),
        (200, "application/soap+xml", b""),
        (204, "", b""),
        (200, &whole.content_type, cut),
        (502, "text/html", b"<h1>Bad gateway</h1>"),
        (200, "application/json", b"{\"ErrorCode\":\"Success\"}"),
        (200, "text/plain", b"Success"),
    ];
    for (status, content_type, body) in cases {
        let reply = classify(&batch(), status, content_type, body);
        assert!(matches!(reply, Reply::Unreadable(Unreadable::Malformed(_))), "{reply:?}");
    }
}

#[test]
fn a_fault_is_a_fault_and_only_some_prove_that_nothing_was_taken() {
    for code in FaultCode::ALL {
        let http = encode_fault(&core_connectivity::Fault { code, reason: "no".to_owned() });
        let reply = classify(&batch(), 500, &http.content_type, &http.body);
        let Reply::Fault(fault) = reply else { panic!("{reply:?}") };
        assert_eq!((fault.code, fault.reason.as_str()), (code, "no"));
        assert_eq!(code.refuses_before_processing(), code != FaultCode::Receiver);
    }
}

#[test]
fn a_form_that_refuses_need_not_name_the_processing_mode() {
    let error_code = ErrorCode::illegal(core_connectivity::Field::ProcessingMode);
    let payload_type = PayloadType::CORE_ENVELOPE_ERROR;
    let mut refusal = batch().answer(payload_type, TimeStamp::new(""), error_code, "");
    refusal.metadata.processing_mode.clear();
    let reply = classify_message(&batch(), 400, &refusal, Style::Form);
    assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
}
