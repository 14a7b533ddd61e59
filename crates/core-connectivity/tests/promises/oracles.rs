//! What we write is read by readers that are not ours: an XML parser and a mail parser.

use core_connectivity::{ErrorCode, Fault, FaultCode};
use core_connectivity::{Message, Operation, PayloadType, RuleVersion, SoapMediaType, Style, TextForm, TimeStamp, encode, encode_fault};
use mail_parser::{MessageParser, MimeHeaders};
use roxmltree::{Document, Node};

use crate::samples::{batch, isa, question};

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

fn child<'a, 'i>(node: Node<'a, 'i>, namespace: &str, name: &str) -> Node<'a, 'i> {
    node.children().find(|child| child.has_tag_name((namespace, name))).expect("child element")
}

fn all_text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// Fields of the CORE element as another parser sees them: names, in order, none of them in a namespace.
#[track_caller]
fn check_fields(xml: &str, namespace: &str, element: &str, expect: &[&str]) {
    let document = Document::parse(xml).expect("well-formed XML");
    let body = child(document.root_element(), SOAP, "Body");
    let names: Vec<_> = child(body, namespace, element)
        .children()
        .map(|field| {
            assert_eq!(field.tag_name().namespace(), None);
            field.tag_name().name()
        })
        .collect();
    assert_eq!(names, expect);
}

fn soap(message: &Message, text: TextForm) -> String {
    let style = Style::Soap { text, media_type: SoapMediaType::SoapXml };
    String::from_utf8(encode(message, style).expect("XML text").body).expect("UTF-8")
}

const V2: &str = "http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd";

#[test]
fn fields_stand_in_the_order_of_the_schema() {
    let xml = soap(&question(), TextForm::Cdata);
    let real_time = ["PayloadType", "ProcessingMode", "PayloadID", "TimeStamp", "SenderID", "ReceiverID", "CORERuleVersion", "Payload"];
    check_fields(&xml, V2, "COREEnvelopeRealTimeRequest", &real_time);
    let submission =
        ["PayloadType", "ProcessingMode", "PayloadID", "PayloadLength", "TimeStamp", "SenderID", "ReceiverID", "CORERuleVersion", "CheckSum", "Payload"];
    check_fields(&soap(&batch(), TextForm::Cdata), V2, "COREEnvelopeBatchSubmission", &submission);
    let later = batch().in_version(RuleVersion::V4_0_0);
    let namespace = "http://www.caqh.org/SOAP/WSDL/CORERule4.0.0.xsd";
    check_fields(&soap(&later, TextForm::Cdata), namespace, "COREEnvelopeBatchSubmission", &submission);
    let answer = question().respond(PayloadType::ELIGIBILITY_RESPONSE, TimeStamp::from_unix_seconds(0)).with_payload(&b"ISA~"[..]);
    let answered = [&real_time[..], &["ErrorCode", "ErrorMessage"]].concat();
    check_fields(&soap(&answer, TextForm::Cdata), V2, "COREEnvelopeRealTimeResponse", &answered);
}

#[test]
fn another_xml_parser_finds_the_same_payload_and_password() {
    for tricky in ["]]>", "&lt;<a b='c'>&", "~\r\nGS*\r", "--boundary--", "é€", "]]]]>>"] {
        let payload = format!("{}{tricky}IEA*0~", isa('~'));
        let password = format!("p<&>'\"{tricky}");
        let message = question().with_credentials("user", password.clone()).with_payload(payload.clone().into_bytes());
        for text in [TextForm::Cdata, TextForm::Escaped] {
            let xml = soap(&message, text);
            let document = Document::parse(&xml).expect("well-formed XML");
            let found = |name| document.descendants().find(|node| node.tag_name().name() == name).map(all_text);
            assert_eq!(found("Payload"), Some(payload.clone()));
            assert_eq!(found("Password"), Some(password.clone()));
        }
    }
}

#[test]
fn faults_and_refusals_are_well_formed_whatever_they_say() {
    let reason = "a<b>&\"'\u{1}\u{FFFF}\r]]>";
    for code in FaultCode::ALL {
        let http = encode_fault(&Fault { code, reason: reason.to_owned() });
        let xml = String::from_utf8(http.body).expect("UTF-8");
        let document = Document::parse(&xml).expect("well-formed XML");
        assert!(document.descendants().any(|node| node.has_tag_name((SOAP, "Value")) && all_text(node) == format!("soap:{}", code.wire_name())));
    }
    let refusal = question().answer(PayloadType::CORE_ENVELOPE_ERROR, TimeStamp::new(""), ErrorCode::SENDER, "a<b>&]]>");
    Document::parse(&soap(&refusal, TextForm::Cdata)).expect("well-formed XML");
}

/// The contents of the parts, as a mail reader sees them.
fn parts(content_type: &str, body: &[u8]) -> Vec<(Option<String>, Vec<u8>)> {
    let mail = [format!("MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n").as_bytes(), body].concat();
    let mail = MessageParser::default().parse(&mail).expect("mail");
    let name = |part: &mail_parser::MessagePart<'_>| {
        let disposition = part.content_disposition().and_then(|header| header.attribute("name"));
        disposition.or(part.content_id()).map(str::to_owned)
    };
    mail.parts.iter().skip(1).map(|part| (name(part), part.contents().to_vec())).collect()
}

#[test]
fn a_mail_parser_finds_the_same_attachment() {
    let mut payload: Vec<u8> = (0..=255).collect();
    payload.extend_from_slice(b"\r\n--core-envelope-5f0c3d1e8a5511f09a3b0242ac120002-0000000000--\r\n");
    let http = encode(&batch().with_payload(payload.clone()), Style::Mtom).expect("XML text");
    let parts = parts(&http.content_type, &http.body);
    assert_eq!(parts.len(), 2);
    let envelope = std::str::from_utf8(&parts[0].1).expect("UTF-8");
    let document = Document::parse(envelope).expect("well-formed XML");
    let include = document.descendants().find(|node| node.tag_name().name() == "Include").expect("pointer");
    let href = include.attribute("href").expect("address");
    assert_eq!(parts[1], (href.strip_prefix("cid:").map(str::to_owned), payload));
}

#[test]
fn a_mail_parser_finds_the_same_form_fields() {
    let message = question();
    let http = encode(&message, Style::Form).expect("a form carries anything");
    let parts = parts(&http.content_type, &http.body);
    let names: Vec<_> = parts.iter().map(|(name, _)| name.as_deref().unwrap_or_default()).collect();
    let expect = ["PayloadType", "ProcessingMode", "PayloadID", "TimeStamp", "UserName", "Password", "SenderID", "ReceiverID", "CORERuleVersion", "Payload"];
    assert_eq!(names, expect);
    assert_eq!(parts[9].1, message.payload_bytes().expect("payload"));
    assert_eq!(parts[1].1, Operation::RealTimeTransaction.processing_mode().as_bytes());
}
