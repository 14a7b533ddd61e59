//! CORE over HTTPS: every operation in every style, refusals by their code, faults of the connection, and restarts.

use core_connectivity::{Operation, PayloadType, Reply, Style, verify_payload};
use payer_simulator::{Options, serve, start};

use crate::documents::{assert_clean, claim, file, segments};
use crate::partner::{Partner, id, options, payer};

const RESULTS: PayloadType = PayloadType::CLAIM_STATUS_RESULTS_RETRIEVAL;

fn remittances() -> PayloadType {
    PayloadType::new("X12_835_Request_005010X221A1")
}

#[tokio::test]
async fn claims_go_out_and_every_answer_comes_back_in_every_style() {
    for style in [Style::SOAP, Style::Mtom, Style::Form] {
        let payer = payer("");
        let partner = Partner::of(&payer, style);
        let receipt = partner.accepted(&partner.submission(&id(1), &file(1, &[claim("PAID-1")]))).await;
        assert!(receipt.metadata.payload_type.matches(&PayloadType::BATCH_RECEIPT_CONFIRMATION));
        assert!(receipt.payload_bytes().is_none(), "a 999 never rides in the receipt");
        let asked = [
            (Operation::BatchSubmitAckRetrievalTransaction, PayloadType::INTERCHANGE_ACKNOWLEDGMENT_RETRIEVAL, id(1), "TA1*000000001*260105*1403*A*000"),
            (Operation::BatchSubmitAckRetrievalTransaction, PayloadType::ACKNOWLEDGMENT_RETRIEVAL, id(1), "AK9*A*1*1*1"),
            (Operation::BatchResultsRetrievalTransaction, RESULTS, id(2), "STC*A2:20*20260105*WQ*100"),
            (Operation::GenericBatchRetrievalTransaction, remittances(), id(3), "SVC*HC:99213:25*100*80**1"),
        ];
        for (operation, payload_type, payload_id, expected) in asked {
            let answer = partner.accepted(&partner.request(operation, payload_type, &payload_id)).await;
            verify_payload(&answer).expect("the payload as it was sent");
            let payload = answer.payload_bytes().expect("a payload");
            assert_clean(payload);
            assert_eq!(segments(payload, expected), [expected], "{style:?}");
        }
        let more = partner.accepted(&partner.request(Operation::GenericBatchRetrievalTransaction, remittances(), &id(4))).await;
        assert!(more.metadata.payload_type.matches(&PayloadType::NO_BATCH_RESULTS_FILE));
        payer.stop().await.expect("a stop");
    }
}

#[tokio::test]
async fn receipts_are_confirmed_by_either_operation_and_show_in_the_state() {
    let payer = payer("");
    let partner = Partner::of(&payer, Style::SOAP);
    partner.accepted(&partner.submission(&id(1), &file(1, &[claim("PAID-1"), claim("DUP-2")]))).await;
    for number in 2..5 {
        let answer = partner.accepted(&partner.request(Operation::GenericBatchRetrievalTransaction, remittances(), &id(number))).await;
        assert!(answer.payload_bytes().is_some());
    }
    let by_999 = partner.request(Operation::BatchResultsAckSubmitTransaction, PayloadType::ACKNOWLEDGMENT_SUBMISSION, &id(2)).with_payload(&b"ISA*00*..."[..]);
    let plain = partner.request(Operation::GenericBatchReceiptConfirmationTransaction, PayloadType::CONFIRM_RECEIPT_RECEIVED, &id(3));
    for confirmation in [by_999, plain] {
        let answer = partner.accepted(&confirmation).await;
        assert!(answer.metadata.payload_type.matches(&PayloadType::CONFIRM_RECEIPT_RECEIVED));
    }
    let state = partner.state().await;
    let payments = state["payments"].as_array().expect("payments");
    let told: Vec<_> =
        payments.iter().map(|one| (one["amount"].as_str(), one["envelopes"].as_u64(), one["handedOut"].as_u64(), one["confirmed"].as_u64())).collect();
    assert_eq!(told, [(Some("80.00"), Some(1), Some(1), Some(1)), (Some("80.00"), Some(2), Some(2), Some(1))]);
    assert_eq!(state["transmissions"][0]["interchanges"][0]["claimsAccepted"], 2);
    assert_eq!(state["claims"]["DUP-2"]["timesAccepted"], 1);
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_real_time_submission_gets_its_999_at_once_and_other_questions_an_error() {
    let payer = payer("");
    let partner = Partner::of(&payer, Style::SOAP);
    let ask = |number, payload_type, payload: &[u8]| partner.request(Operation::RealTimeTransaction, payload_type, &id(number)).with_payload(payload);
    let answer = partner.accepted(&ask(1, PayloadType::PROFESSIONAL_CLAIM, &file(1, &[claim("PAID-1")]))).await;
    assert!(answer.metadata.payload_type.matches(&PayloadType::ACKNOWLEDGMENT));
    assert_eq!(segments(answer.payload_bytes().expect("a 999"), "AK9"), ["AK9*A*1*1*1"]);
    let answer = partner.accepted(&ask(2, PayloadType::PROFESSIONAL_CLAIM, &file(2, &[claim("REJECTTA1-1")]))).await;
    assert_eq!(segments(answer.payload_bytes().expect("a TA1"), "TA1").len(), 1);
    assert_eq!(partner.refused(&ask(3, PayloadType::ELIGIBILITY_REQUEST, b"ISA*00*")).await, "PayloadTypeIllegal");
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn bad_metadata_is_refused_by_its_code_and_nothing_is_taken() {
    let payer = payer("[partner]\nuser_name = 'user'\npassword = 'secret'");
    let mut partner = Partner::of(&payer, Style::Mtom);
    let bytes = file(1, &[claim("PAID-1")]);
    assert_eq!(partner.refused(&partner.submission(&id(1), &bytes)).await, "UnAuthorized");
    partner.password = Some("wrong");
    assert_eq!(partner.refused(&partner.submission(&id(1), &bytes)).await, "UnAuthorized");
    partner.password = Some("secret");
    let mut damaged = partner.submission(&id(1), &bytes);
    damaged.payload = Some([&bytes[..bytes.len() - 2], &b"X\n"[..]].concat().into());
    assert_eq!(partner.refused(&damaged).await, "ChecksumMismatched");
    assert_eq!(partner.refused(&partner.submission("no-uuid", &bytes)).await, "PayloadIDIllegal");
    let mut dental = partner.submission(&id(1), &bytes);
    dental.metadata.payload_type = PayloadType::DENTAL_CLAIM;
    assert_eq!(partner.refused(&dental).await, "PayloadTypeIllegal");
    assert_eq!(partner.refused(&partner.submission(&id(1), b"no interchange")).await, "PayloadIllegal");
    let unknown = partner.request(Operation::BatchSubmitAckRetrievalTransaction, PayloadType::ACKNOWLEDGMENT_RETRIEVAL, &id(9));
    assert_eq!(partner.refused(&unknown).await, "PayloadIDIllegal");
    assert!(payer.state().transmissions.is_empty());
    partner.accepted(&partner.submission(&id(1), &bytes)).await;
    assert_eq!(partner.refused(&partner.submission(&id(1), &file(2, &[claim("PAID-2")]))).await, "PayloadIDIllegal");
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_refusal_of_form_data_has_status_400_and_one_of_soap_200() {
    let payer = payer("");
    for (style, status) in [(Style::Form, 400), (Style::SOAP, 200)] {
        let partner = Partner::of(&payer, style);
        let (found, _, _) = partner.send(&partner.submission("no-uuid", b"x")).await.expect("an answer");
        assert_eq!(found, status);
    }
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn what_is_no_envelope_gets_a_soap_fault() {
    let payer = payer("");
    let partner = Partner::of(&payer, Style::SOAP);
    let request = partner.submission(&id(1), b"x");
    let (status, content_type, body) = partner.post("application/soap+xml", b"<hello/>".to_vec()).await.expect("an answer");
    let reply = core_connectivity::HttpReply { status, content_type: &content_type, body: &body };
    let reply = Reply::classify(&request, reply, &core_connectivity::Limits::DEFAULT);
    assert!(matches!(reply, Reply::Fault(fault) if fault.code.refuses_before_processing()));
    assert_eq!(status, 400);
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused_with_413() {
    let payer = payer("");
    let partner = Partner::of(&payer, Style::SOAP);
    let body = vec![b' '; payer_simulator::limits::MAX_BODY_BYTES + 1];
    // The server may close the connection before all of it is sent.
    if let Ok((status, _, _)) = partner.post("application/soap+xml", body).await {
        assert_eq!(status, 413);
    }
    assert!(payer.state().transmissions.is_empty());
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn an_answer_that_never_comes_leaves_the_claims_with_the_payer() {
    let payer = payer("[timing]\nhold_seconds = 1");
    let partner = Partner::of(&payer, Style::Mtom);
    for (number, marker) in [(1, "HANGUP-1"), (2, "TIMEOUT-1")] {
        let request = partner.submission(&id(number), &file(number, &[claim(marker)]));
        let error = partner.send(&request).await.expect_err("no answer");
        assert!(!error.is_connect() && !error.is_timeout(), "{error:?}");
        // The same submission again is answered, and the claim was taken once.
        partner.accepted(&request).await;
        assert_eq!(payer.state().claims[marker].times_accepted, 1);
        assert_eq!(payer.state().transmissions[number as usize - 1].deliveries, 2);
        let answer =
            partner.accepted(&partner.request(Operation::BatchSubmitAckRetrievalTransaction, PayloadType::ACKNOWLEDGMENT_RETRIEVAL, &id(number))).await;
        assert!(answer.payload_bytes().is_some());
    }
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_client_that_trusts_another_certificate_does_not_connect() {
    let (payer, other) = (payer(""), payer(""));
    let mut partner = Partner::of(&other, Style::SOAP);
    partner.aim_at(&payer);
    let error = partner.send(&partner.submission(&id(1), b"x")).await.expect_err("no connection");
    assert!(error.is_connect(), "{error:?}");
    payer.stop().await.expect("a stop");
    other.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_payer_with_a_journal_goes_on_where_it_stopped() {
    let directory = tempfile::tempdir().expect("a directory");
    let kept = || Options { state_directory: Some(directory.path().to_owned()), ..options("") };
    let first = start(kept()).expect("a payer");
    let partner = Partner::of(&first, Style::Mtom);
    let bytes = file(1, &[claim("PAID-1"), claim("DUP-2")]);
    partner.accepted(&partner.submission(&id(1), &bytes)).await;
    let fetch = |number| (Operation::GenericBatchRetrievalTransaction, remittances(), id(number));
    let ask = |partner: &Partner, (operation, payload_type, payload_id): (_, _, String)| partner.request(operation, payload_type, &payload_id);
    let fetched = partner.accepted(&ask(&partner, fetch(2))).await;
    let before = first.state();
    first.stop().await.expect("a stop");

    let second = start(kept()).expect("the payer again");
    assert_eq!(second.state(), before);
    let partner = Partner::of(&second, Style::Mtom);
    partner.accepted(&partner.submission(&id(1), &bytes)).await;
    assert_eq!(second.state().transmissions[0].deliveries, 2);
    let again = partner.accepted(&ask(&partner, fetch(2))).await;
    assert_eq!(again.payload_bytes(), fetched.payload_bytes());
    let next = partner.accepted(&ask(&partner, fetch(3))).await;
    assert_ne!(next.payload_bytes(), fetched.payload_bytes());
    second.stop().await.expect("a stop");
}

#[tokio::test]
async fn plain_http_is_spoken_on_loopback_only() {
    let plain = Options { certificate_names: None, ..options("") };
    let everywhere = Options { listen: "0.0.0.0:0".parse().expect("an address"), ..plain.clone() };
    assert!(matches!(start(everywhere), Err(payer_simulator::Error::PlainBeyondLoopback { .. })));
    let payer = start(plain).expect("a payer");
    assert!(payer.core_url().starts_with("http://127.0.0.1:"));
    let partner = Partner::of(&payer, Style::Form);
    partner.accepted(&partner.submission(&id(1), &file(1, &[claim("PAID-1")]))).await;
    payer.stop().await.expect("a stop");
}

#[tokio::test]
async fn serving_ends_when_it_is_told_to() {
    let (tell, told) = tokio::sync::oneshot::channel();
    let mut url = None;
    let serving = serve(
        options(""),
        |running| {
            url = Some(running.core_url());
            tell.send(()).expect("somebody waits");
        },
        async { told.await.expect("the start") },
    );
    serving.await.expect("an orderly end");
    assert!(url.is_some_and(|url| url.starts_with("https://127.0.0.1:")));
}
