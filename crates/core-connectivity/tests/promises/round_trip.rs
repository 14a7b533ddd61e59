//! What we write is what we read: every operation, both directions, every style, any payload.

use core_connectivity::{
    CheckSum, Credentials, Exchange, Limits, Message, Metadata, Operation, Payload, PayloadType, RuleVersion, SoapMediaType, Style, TextForm, TimeStamp,
    decode, decode_with_action, encode,
};
use proptest::option;
use proptest::prelude::*;

use crate::samples::{ID, isa};

/// Text that looks like what surrounds a payload.
const LOOKALIKES: [&str; 14] = [
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&#13;",
    "<Payload>",
    "</Payload>",
    "\r\n--",
    "\n--",
    "--core-envelope-5f0c3d1e8a5511f09a3b0242ac120002-0000000000",
    "\r\n--core-envelope-5f0c3d1e8a5511f09a3b0242ac120002-0000000001--\r\n",
    "\r\n\r\n",
    "\r",
    "--boundary\r\nContent-Disposition: form-data; name=\"SenderID\"\r\n\r\nX",
    "~\r\n",
];

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![prop::collection::vec(any::<u8>(), 1..40), prop::sample::select(&LOOKALIKES[..]).prop_map(|text| text.as_bytes().to_vec()),];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

fn any_x12() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof!["[ -~é€\u{85}\u{2028}]{0,40}", prop::sample::select(&LOOKALIKES[..]).prop_map(str::to_owned),];
    (prop::sample::select(vec!['~', '\n', '\r', '\'']), prop::collection::vec(piece, 0..12))
        .prop_map(|(terminator, pieces)| format!("{}{}IEA*0*000000001{terminator}", isa(terminator), pieces.concat()).into_bytes())
}

/// Text without white space around it, as that is not part of a field.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["", "[!-~é]", "[!-~é][ -~\té]{0,20}[!-~é]"]
}

fn credentials() -> impl Strategy<Value = Option<Credentials>> {
    let secret = "[ -~\t\r\né]{0,12}";
    option::of((secret, secret).prop_map(|(user_name, password)| Credentials { user_name, password }))
}

fn exchange() -> impl Strategy<Value = Exchange> {
    prop_oneof![
        credentials().prop_map(|credentials| Exchange::Request { credentials }),
        ("[A-Za-z]{1,20}", text()).prop_map(|(code, error_message)| Exchange::Response { error_code: core_connectivity::ErrorCode::new(code), error_message }),
    ]
}

fn metadata(operation: Operation) -> impl Strategy<Value = Metadata> {
    let given = || "[!-~]{1,20}";
    let id = prop_oneof![Just(ID.to_owned()), text()];
    let version = prop_oneof![Just("2.2.0".to_owned()), Just("4.0.0".to_owned()), text()];
    ((text(), id, text(), version), (text(), text()), (option::of(given()), option::of(given()))).prop_map(
        move |((kind, payload_id, time_stamp, version), (sender_id, receiver_id), (length, check_sum))| Metadata {
            payload_type: PayloadType::new(kind),
            processing_mode: operation.processing_mode().to_owned(),
            payload_id,
            payload_length: length,
            time_stamp: TimeStamp::new(time_stamp),
            sender_id,
            receiver_id,
            rule_version: RuleVersion::new(version),
            check_sum: check_sum.map(CheckSum::new),
        },
    )
}

fn message() -> impl Strategy<Value = Message> {
    prop::sample::select(&Operation::ALL[..]).prop_flat_map(|operation| {
        let payload = if operation.is_real_time() { any_x12().boxed() } else { any_bytes().boxed() };
        (metadata(operation), exchange(), option::of(payload)).prop_map(move |(metadata, exchange, payload)| Message {
            operation,
            exchange,
            metadata,
            payload: payload.map(Payload::from),
        })
    })
}

fn styles() -> impl Strategy<Value = Style> {
    let soap = |text| Style::Soap { text, media_type: SoapMediaType::SoapXml };
    prop::sample::select(vec![soap(TextForm::Cdata), soap(TextForm::Escaped), Style::Mtom])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soap_and_mtom_keep_every_field_and_byte(message in message(), style in styles()) {
        let http = encode(&message, style).expect("text that XML can carry");
        let read = decode(&http.content_type, &http.body, &Limits::DEFAULT);
        prop_assert_eq!(read.expect("readable"), message);
    }

    #[test]
    fn the_action_in_a_header_serves_as_well(message in message()) {
        let style = Style::Soap { text: TextForm::Cdata, media_type: SoapMediaType::TextXml };
        let http = encode(&message, style).expect("text that XML can carry");
        let action = message.operation.action();
        let read = decode_with_action(&http.content_type, Some(action), &http.body, &Limits::DEFAULT);
        prop_assert_eq!(read.expect("readable"), message);
    }

    #[test]
    fn a_form_keeps_every_field_and_byte(mut message in message(), payload in any_bytes()) {
        message.payload = Some(Payload::from(payload));
        let http = encode(&message, Style::Form).expect("a form carries anything");
        let read = decode(&http.content_type, &http.body, &Limits::DEFAULT).expect("readable");
        // The form does not name its operation; what it may be taken for is tested beside the operations.
        message.operation = read.operation;
        prop_assert_eq!(read, message);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(body in any_bytes(), kind in 0_usize..6) {
        let content_type = ["", "text/xml", "multipart/related; boundary=B", "multipart/form-data; boundary=\"-\"",
            "multipart/mixed; boundary=core", "text/html; charset=utf-8"][kind];
        let _ = decode(content_type, &body, &Limits::DEFAULT);
        let _ = decode(content_type, &[&b"--B\r\n"[..], &body, b"\r\n--B--"].concat(), &Limits::DEFAULT);
        let _ = decode(content_type, &[&b"<s:Envelope>"[..], &body].concat(), &Limits::DEFAULT);
    }

    #[test]
    fn a_cut_message_is_never_read_as_a_whole_one(message in message(), style in styles(), at in any::<prop::sample::Index>()) {
        for style in [style, Style::Form] {
            let mut http = encode(&message, style).expect("text that XML can carry");
            // What follows the closing boundary or tag may be lost without harm: it is a line break.
            http.body.truncate(at.index(http.body.trim_ascii_end().len()));
            prop_assert!(decode(&http.content_type, &http.body, &Limits::DEFAULT).is_err());
        }
    }
}

#[test]
fn the_same_message_gives_the_same_bytes() {
    let message = crate::samples::batch();
    for style in [Style::SOAP, Style::Mtom, Style::Form] {
        assert_eq!(encode(&message, style), encode(&message, style));
    }
}
