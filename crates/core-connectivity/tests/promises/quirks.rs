//! What working partners send although the rules say otherwise, or say nothing.

use core_connectivity::{Envelope, ErrorCode, Exchange, FaultCode, Limits, Message, Operation, Style, decode, decode_envelope, encode, validate_request};

use crate::samples::{ID, batch, core, envelope, question, request_with, x12};

#[track_caller]
fn read(content_type: &str, body: &str) -> Message {
    decode(content_type, body.as_bytes(), &Limits::DEFAULT).expect("readable")
}

fn fields(prefix: &str, payload: &str) -> String {
    let field = |name: &str, value: &str| format!("\n  <{prefix}{name}>{value}</{prefix}{name}>");
    [
        field("PayloadType", "X12_270_Request_005010X279A1"),
        field("ProcessingMode", "RealTime"),
        field("PayloadID", ID),
        field("TimeStamp", "2026-01-05T14:03:07Z"),
        field("SenderID", "SUBMITTER1"),
        field("ReceiverID", "PAYERX"),
        field("CORERuleVersion", "2.2.0"),
        field("Payload", payload),
    ]
    .concat()
}

#[track_caller]
fn check(body: &str) {
    let mut expect = question();
    expect.exchange = Exchange::Request { credentials: None };
    assert_eq!(read("application/soap+xml", body), expect);
}

#[test]
fn prefixed_and_unprefixed_fields_are_the_same() {
    check(&request_with(&fields("", &x12())));
    check(&request_with(&fields("c:", &x12())));
    let default = r#"<COREEnvelopeRealTimeRequest xmlns="http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd">"#;
    check(&envelope(&format!("<s:Body>{default}{}</COREEnvelopeRealTimeRequest></s:Body>", fields("", &x12()))));
}

#[test]
fn the_later_namespace_is_read() {
    check(&request_with(&fields("", &x12())).replace("CORERule2.2.0", "CORERule4.0.0"));
}

#[test]
fn line_breaks_around_cdata_are_not_payload() {
    check(&request_with(&fields("", &format!("\n    <![CDATA[\n{}\r\n]]>\n  ", x12()))));
}

#[test]
fn comments_and_cdata_do_not_split_a_value() {
    let body = request_with(&fields("", &x12())).replace("SUBMITTER1</SenderID>", "SUB<!-- x -->MIT<![CDATA[TER]]>&#49;</SenderID>");
    check(&body);
}

#[test]
fn unknown_elements_and_headers_are_skipped() {
    let body = request_with(&(fields("", &x12()) + "<Own><SenderID>deep</SenderID></Own>"));
    check(&body.replace("<s:Body>", "<s:Header><x:Id xmlns:x='urn:x'><y/>1</x:Id></s:Header><s:Body>"));
}

#[test]
fn a_byte_order_mark_and_blank_lines_may_come_first() {
    check(&format!("\u{FEFF}\r\n<?xml version='1.0' encoding='utf-8'?>\n<!-- x -->{}\n", request_with(&fields("", &x12()))));
}

#[test]
fn content_types_that_say_nothing_are_looked_through() {
    let xml = request_with(&fields("", &x12()));
    let form = encode(&question(), Style::Form).expect("a form");
    let mtom = encode(&batch(), Style::Mtom).expect("XML text");
    for content_type in ["", "text/xml", "application/xml; charset=\"UTF-8\"", "application/octet-stream", "text/plain;;", "a/b; \"", "multipart"] {
        check_type(content_type, xml.as_bytes());
        check_type(content_type, &form.body);
        check_type(content_type, &mtom.body);
    }
    let boundary = form.content_type.split_once("boundary=").expect("boundary").1;
    check_type(&format!("Multipart/Mixed; Boundary=\"{boundary}\""), &form.body);
}

#[track_caller]
fn check_type(content_type: &str, body: &[u8]) {
    let message = decode(content_type, body, &Limits::DEFAULT).expect("readable");
    assert_eq!(message.payload_bytes(), Some(x12().as_bytes()), "{content_type}");
}

#[test]
fn the_action_tells_generic_operations_from_plain_ones() {
    let xml = envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeBatchSubmission", "")));
    let operation = |content_type: &str| read(content_type, &xml).operation;
    assert_eq!(operation("application/soap+xml"), Operation::BatchSubmitTransaction);
    assert_eq!(operation("application/soap+xml; action=urn:unknown"), Operation::BatchSubmitTransaction);
    let generic = Operation::GenericBatchSubmissionTransaction;
    assert_eq!(operation("application/soap+xml; action=GenericBatchSubmissionTransaction"), generic);
    assert_eq!(operation("application/soap+xml; action=\"http://x/GenericBatchSubmissionTransaction\""), generic);
}

#[test]
fn an_action_may_hide_in_start_info_or_in_the_envelope_part() {
    let mut message = batch();
    message.operation = Operation::GenericBatchSubmissionTransaction;
    let http = encode(&message, Style::Mtom).expect("XML text");
    let action = "; action=\"GenericBatchSubmissionTransaction\"";
    let without = http.content_type.replace(action, "");
    let in_start_info =
        without.replace("start-info=\"application/soap+xml\"", "start-info=\"application/soap+xml; action=\\\"GenericBatchSubmissionTransaction\\\"\"");
    assert_eq!(decode(&in_start_info, &http.body, &Limits::DEFAULT), Ok(message.clone()));
    let text = String::from_utf8(http.body).expect("ASCII payload");
    let in_part = text.replacen("charset=UTF-8;", "charset=UTF-8; action=\"GenericBatchSubmissionTransaction\";", 1);
    assert_eq!(decode(&without, in_part.as_bytes(), &Limits::DEFAULT), Ok(message));
}

/// Form data as the clients write it whose servers had to be taught to read it.
#[test]
fn a_form_may_be_spelled_ordered_and_labelled_freely() {
    let part = |head: &str, value: &str| format!("--B7\n{head}\n\n{value}\n");
    let body = [
        "preamble\n".to_owned(),
        part("content-disposition: Form-Data; NAME=Payload; filename=\"../a\"\nContent-Type: text/plain", &x12()),
        part("Content-Disposition:form-data;name=\"SenderId\"", "SUBMITTER1"),
        part("Content-Disposition: form-data; name='ignored'; name*=x", "a part with another name"),
        part("X-Own: 1\nContent-Disposition: form-data; name=\"ReceiverId\"\nContent-Transfer-Encoding: 8bit", " PAYERX "),
        part("Content-Disposition: form-data; name=\"PayloadId\"", ID),
        part("Content-Disposition: form-data; name=\"PAYLOADTYPE\"", "X12_270_Request_005010X279A1"),
        part("Content-Disposition: form-data; name=\"ProcessingMode\"\nContent-Transfer-Encoding: base64", "UmVhbFRpbWU="),
        part("Content-Disposition: form-data; name=\"TimeStamp\"", "2026-01-05T14:03:07Z"),
        part("Content-Disposition: form-data; name=\"CORERuleVersion\"", "2.2.0"),
        part("Content-Disposition: form-data; name=\"UserName\"", "SUBMITTER1"),
        part("Content-Disposition: form-data; name=\"Password\"", "not-a-real-one"),
        "--B7--\nepilogue".to_owned(),
    ]
    .concat();
    for content_type in ["multipart/form-data; boundary=B7", "MULTIPART/form-data;BOUNDARY=\"B7\"; charset=utf-8"] {
        let message = read(content_type, &body);
        assert_eq!(message, question());
        assert_eq!(validate_request(&message), Ok(()));
    }
}

#[test]
fn a_payload_beside_the_envelope_is_fetched_by_its_percent_encoded_id() {
    let include = "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:p1%40gw'></x:Include>";
    let xml = request_with(&format!("<Payload>\n{include}\n</Payload>"));
    let body = format!("--B\r\nContent-ID: <p1@gw>\r\n\r\nISA~\r\n\r\n--B\r\nContent-ID: <root>\r\n\r\n{xml}\r\n--B--");
    let message = read("multipart/related; boundary=B; start=\"<root>\"", &body);
    assert_eq!(message.payload_bytes(), Some(&b"ISA~\r\n"[..]));
}

#[test]
fn base64_and_check_sum_come_in_several_spellings() {
    let fields = "<CheckSum> A9993E364706816ABA3E25717850C26C9CD0D89D </CheckSum><Payload>\n YW\n Jj </Payload>";
    let xml = envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeBatchSubmission", fields)));
    let message = read("text/xml", &xml);
    assert_eq!(message.payload_bytes(), Some(&b"abc"[..]));
    assert_eq!(core_connectivity::verify_payload(&message), Ok(()));
}

#[test]
fn a_security_header_may_hold_more_than_a_password() {
    let security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    let utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    let header = format!(
        "<s:Header><w:Security xmlns:w='{security}' xmlns:u='{utility}' s:mustUnderstand='1'>\
         <u:Timestamp u:Id='t'><u:Created>2026-01-05T14:03:07Z</u:Created></u:Timestamp>\
         <w:UsernameToken u:Id='x'><w:Username>me</w:Username><w:Password> p&amp;1 </w:Password><w:Nonce>AA==</w:Nonce></w:UsernameToken>\
         </w:Security></s:Header><s:Body>"
    );
    let message = read("text/xml", &request_with("").replace("<s:Body>", &header));
    let Exchange::Request { credentials: Some(credentials) } = message.exchange else { panic!("credentials") };
    assert_eq!((credentials.user_name.as_str(), credentials.password.as_str()), ("me", " p&1 "));
}

#[test]
fn faults_are_read() {
    let fault = "<s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>x:y</s:Value></s:Subcode></s:Code>\
        <s:Reason><s:Text xml:lang='en'> try later </s:Text><s:Text xml:lang='de'>spaeter</s:Text></s:Reason>\
        <s:Detail><a><b/></a></s:Detail></s:Fault></s:Body>";
    let read = decode_envelope("text/xml", None, envelope(fault).as_bytes(), &Limits::DEFAULT).expect("readable");
    let Envelope::Fault(fault) = read else { panic!("a fault") };
    assert_eq!((fault.code, fault.reason.as_str()), (FaultCode::Receiver, "try later"));
}

#[test]
fn only_the_error_code_of_an_answer_counts() {
    let fields = "<ErrorCode>success</ErrorCode><ErrorMessage>Envelope was processed successfully.</ErrorMessage>";
    let xml = envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeRealTimeResponse", fields)));
    let Exchange::Response { error_code, .. } = read("text/xml", &xml).exchange else { panic!("an answer") };
    assert!(error_code.is_success() && error_code.matches(&ErrorCode::SUCCESS));
}

#[test]
fn an_empty_payload_is_no_payload() {
    let mut message = batch();
    message.payload = Some(Vec::new().into());
    for style in [Style::SOAP, Style::Mtom, Style::Form] {
        let http = encode(&message, style).expect("XML text");
        assert!(!http.body.windows(9).any(|window| window == b"<Payload>" || window == b"\"Payload\""));
        let read = decode(&http.content_type, &http.body, &Limits::DEFAULT).expect("readable");
        assert_eq!(read.payload, None);
    }
    let empty = request_with(&fields("", "<!-- nothing -->"));
    assert_eq!(read("", &empty).payload, None);
    let part = "--B\r\nContent-Disposition: form-data; name=Payload\r\n\r\n\r\n--B--";
    assert_eq!(read("", part).payload, None);
}
