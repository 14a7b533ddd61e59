//! Hostile and broken multipart bodies: each case is refused, for its reason.

use core_connectivity::{ErrorKind, Field, Limits, Place, decode};

use crate::refusal::{refused, too_many};
use crate::samples::{core, envelope};

const FORM: &str = "multipart/form-data; boundary=B";
const RELATED: &str = "multipart/related; boundary=B";

#[track_caller]
fn check(content_type: &str, body: &str, expect: ErrorKind) {
    assert_eq!(refused(content_type, body).kind, expect);
}

/// Expects that this form, with its last boundary added, is refused.
#[track_caller]
fn check_form(parts: &str, expect: ErrorKind) {
    check(FORM, &format!("{parts}\r\n--B--\r\n"), expect);
}

fn field(name: &str, value: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

#[test]
fn boundaries_that_are_none_are_refused() {
    let body = field("SenderID", "JANE") + "--B--";
    for content_type in ["multipart/form-data", "multipart/related", "multipart/form-data; boundary=", "multipart/mixed; boundary=\"\""] {
        let error = refused(content_type, &body);
        assert_eq!((error.place, error.kind), (Place::Header, ErrorKind::BoundaryMissing));
    }
    let long = format!("multipart/form-data; boundary={}", "B".repeat(71));
    check(&long, &body, too_many("characters of the boundary", 70));
    for boundary in ["\"B\u{e9}\"", "\"B\\\"\"", "\"B \"", "B<", "\"B\t\""] {
        check(&format!("multipart/form-data; boundary={boundary}"), &body, ErrorKind::BoundaryIllegal);
    }
    check("multipart/form-data; boundary=B; boundary=C", &body, ErrorKind::ParameterRepeated);
    check("multipart/form-data; boundary=\"B", &body, ErrorKind::MediaTypeMalformed);
    check("multipart/form-data; boundary", &body, ErrorKind::MediaTypeMalformed);
}

#[test]
fn a_boundary_of_seventy_characters_is_allowed() {
    let boundary = "B".repeat(70);
    let body = (field("SenderID", "1") + "--B--").replace("--B", &format!("--{boundary}"));
    assert!(decode(&format!("multipart/form-data; boundary={boundary}"), body.as_bytes(), &Limits::DEFAULT).is_ok());
}

#[test]
fn bodies_that_are_cut_or_empty_are_refused() {
    check(FORM, "", ErrorKind::NoParts);
    check(FORM, "JANE", ErrorKind::NoParts);
    check(FORM, "--B--\r\n", ErrorKind::NoParts);
    check(FORM, "--C\r\n\r\nJANE\r\n--C--", ErrorKind::NoParts);
    check(FORM, &("x".to_owned() + &field("SenderID", "1") + "--B"), ErrorKind::NoParts);
    check(FORM, &field("SenderID", "JANE"), ErrorKind::FinalBoundaryMissing);
    check(FORM, &(field("SenderID", "JANE") + "--B-"), ErrorKind::FinalBoundaryMissing);
    check(FORM, &(field("SenderID", "JANE") + "--B"), ErrorKind::FinalBoundaryMissing);
    check(FORM, &(field("SenderID", "JANE") + "--BB--"), ErrorKind::FinalBoundaryMissing);
    check(FORM, &(field("SenderID", "JANE") + " --B--"), ErrorKind::FinalBoundaryMissing);
    let error = refused(FORM, field("SenderID", "JANE"));
    assert_eq!(error.place, Place::Body { offset: field("SenderID", "JANE").len() });
}

#[test]
fn broken_headers_are_refused() {
    check_form("--B\r\nContent-Disposition: form-data; name=\"SenderID\"", ErrorKind::HeaderEndMissing);
    check_form("--B\r\nJANE\r\n\r\n", ErrorKind::HeaderMalformed);
    check_form("--B\r\n folded: first\r\n\r\n", ErrorKind::HeaderMalformed);
    check_form("--B\r\nA: b\u{0}c\r\n\r\n", ErrorKind::HeaderMalformed);
    check_form("--B\r\nA: b\rc: d\r\n\r\n", ErrorKind::HeaderMalformed);
    check_form("--B\r\nA: b\r\na: c\r\n\r\n", ErrorKind::HeaderRepeated);
    check_form("--B\r\n\r\nJANE", ErrorKind::PartNameMissing);
    check_form("--B\r\nContent-Disposition: form-data\r\n\r\nJANE", ErrorKind::PartNameMissing);
    check_form("--B\r\nContent-Disposition: form-data; filename=JANE\r\n\r\n", ErrorKind::PartNameMissing);
    check_form("--B\r\nContent-Disposition: form-data; name=\"SenderID\r\n\r\nJANE", ErrorKind::MediaTypeMalformed);
    check_form("--B\r\nContent-Disposition: form-data; name=SenderID; name=ReceiverID\r\n\r\n1", ErrorKind::ParameterRepeated);
}

#[test]
fn limits_of_parts_and_headers_hold() {
    let limits = Limits::DEFAULT;
    check_form(&field("Own", "").repeat(1_000), too_many("parts", limits.max_parts));
    let headers: String = (0..100).map(|n| format!("\r\nA{n}: b")).collect();
    check_form(&format!("--B{headers}\r\n\r\n"), too_many("headers of a part", limits.max_part_headers));
    let long = format!("--B\r\nA: {}\r\n\r\n", "b".repeat(1 << 20));
    check_form(&long, too_many("bytes of headers", limits.max_part_header_bytes));
    check_form(&format!("--B\r\n{}", "b".repeat(1 << 20)), too_many("bytes of headers", limits.max_part_header_bytes));
    check_form(&field("SenderID", &"JANE".repeat(1 << 20)), too_many("bytes of a field", limits.max_field_bytes));
    let small = Limits { max_payload_bytes: 3, ..limits };
    let form = |payload: &str| decode(FORM, (field("Payload", payload) + "--B--").as_bytes(), &small).map_err(|error| error.kind);
    assert!(form("ISA").is_ok());
    assert_eq!(form("ISA~"), Err(too_many("bytes of the payload", 3)));
}

#[test]
fn fields_that_are_ambiguous_or_unreadable_are_refused() {
    let twice = |field| ErrorKind::FieldRepeated { field };
    check_form(&(field("SenderID", "1") + &field("SenderID", "1")), twice(Field::SenderId));
    check_form(&(field("SenderID", "1") + &field("senderid", "2")), twice(Field::SenderId));
    check_form(&(field("Payload", "") + &field("Payload", "JANE")), twice(Field::Payload));
    check_form(&(field("Password", "a") + &field("Password", "b")), twice(Field::Password));
    check_form(&field("Own", "JANE"), ErrorKind::NotAnEnvelope { found: "form data without a field of CORE" });
    let encoded = |encoding: &str| field("SenderID", "JANE*").replace("\r\n\r\n", &format!("\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"));
    check_form(&encoded("base64"), ErrorKind::Base64Malformed);
    check_form(&encoded("quoted-printable"), ErrorKind::TransferEncodingUnsupported);
    check_form(&encoded("x-zip"), ErrorKind::TransferEncodingUnsupported);
    let not_text = [field("SenderID", "").trim_end_matches("\r\n").as_bytes(), b"\r\n\r\n\xff\r\n--B--"].concat();
    assert_eq!(decode(FORM, &not_text, &Limits::DEFAULT).map_err(|error| error.kind), Err(ErrorKind::NotUtf8));
}

#[test]
fn what_looks_like_another_field_inside_a_payload_is_payload() {
    let inner = field("SenderID", "EVIL").replace("--B", "--C");
    let body = field("Payload", &format!("ISA~\r\n{inner}--C--")) + &field("SenderID", "GOOD") + "--B--";
    let message = decode(FORM, body.as_bytes(), &Limits::DEFAULT).expect("readable");
    assert_eq!(message.metadata.sender_id, "GOOD");
    assert!(message.payload_bytes().is_some_and(|payload| payload.ends_with(b"--C--")));
}

#[test]
fn nested_multipart_bodies_are_not_entered() {
    let nested = (0..1000)
        .fold(String::from("JANE"), |inside, n| format!("--N{n}\r\nContent-Type: multipart/form-data; boundary=N{}\r\n\r\n{inside}\r\n--N{n}--", n + 1));
    let body = field("Own", &nested) + &field("SenderID", "GOOD") + "--B--";
    let message = decode(FORM, body.as_bytes(), &Limits::DEFAULT).expect("readable");
    assert_eq!(message.metadata.sender_id, "GOOD");
}

fn submission(payload: &str) -> String {
    envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeBatchSubmission", &format!("<Payload>{payload}</Payload>"))))
}

fn include(id: &str) -> String {
    submission(&format!("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:{id}'/>"))
}

fn related(parts: &[(&str, &str)]) -> String {
    let parts: String = parts.iter().map(|(id, content)| format!("--B\r\nContent-ID: <{id}>\r\n\r\n{content}\r\n")).collect();
    parts + "--B--\r\n"
}

#[test]
fn pointers_that_do_not_point_at_one_other_part_are_refused() {
    check(RELATED, &related(&[("root", &include("gone")), ("a", "JANE")]), ErrorKind::IncludeUnresolved);
    check(RELATED, &related(&[("root", &include("A")), ("a", "JANE")]), ErrorKind::IncludeUnresolved);
    check(RELATED, &related(&[("root", &include("root"))]), ErrorKind::IncludeOfItself);
    check(RELATED, &related(&[("root", &include("a")), ("a", "JANE"), ("a", "DOE")]), ErrorKind::ContentIdRepeated);
    check(RELATED, &related(&[("a", &include("a")), ("a", "JANE")]), ErrorKind::ContentIdRepeated);
    let both = include("a").replace("</Payload>", "YWJj</Payload>");
    check(RELATED, &related(&[("root", &both), ("a", "JANE")]), ErrorKind::IncludeBesideText);
    let nested = include("a").replace("'/>", "'><x:Include href='cid:a'/></x:Include>");
    check(RELATED, &related(&[("root", &nested), ("a", "JANE")]), ErrorKind::IncludeMalformed);
    // What a pointer names is taken as it is; a pointer in there points nowhere.
    let message = decode(RELATED, related(&[("root", &include("a")), ("a", &include("root"))]).as_bytes(), &Limits::DEFAULT);
    assert_eq!(message.expect("readable").payload_bytes(), Some(include("root").as_bytes()));
}

#[test]
fn an_envelope_part_that_is_not_there_or_no_envelope_is_refused() {
    let parts = related(&[("root", &include("a")), ("a", "JANE")]);
    check("multipart/related; boundary=B; start=\"<gone>\"", &parts, ErrorKind::StartPartMissing);
    check("multipart/related; boundary=B; start=a", &parts, ErrorKind::NotAnEnvelope { found: "another document" });
    check(RELATED, &(field("SenderID", "JANE") + "--B--"), ErrorKind::NotAnEnvelope { found: "another document" });
    check(RELATED, &related(&[("root", "<!DOCTYPE a><a/>")]), ErrorKind::DoctypeForbidden);
}

#[test]
fn places_in_a_part_are_places_in_the_body() {
    let body = related(&[("root", &submission("JANE*"))]);
    let error = refused(RELATED, &body);
    assert_eq!(error.kind, ErrorKind::Base64Malformed);
    assert_eq!(error.place, Place::Body { offset: body.find("JANE").expect("payload") });
}

#[test]
fn an_attachment_larger_than_a_payload_may_be_is_refused() {
    let limits = Limits { max_payload_bytes: 3, ..Limits::DEFAULT };
    let body = related(&[("root", &include("a")), ("a", "JANE")]);
    let error = decode(RELATED, body.as_bytes(), &limits).expect_err("a refusal");
    assert_eq!(error.kind, too_many("bytes of the payload", 3));
}
