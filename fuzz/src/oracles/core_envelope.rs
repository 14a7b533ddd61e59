//! A CAQH CORE message may be anything that HTTP carries: reading never panics, and what was read can be said again and means the same.
//!
//! The input is a content type, a line feed, and a body.

use core_connectivity::{Envelope, Limits, Message, Style, decode, decode_envelope, encode, encode_fault};

/// Decoding, encoding and decoding again gives the same message, and the same bytes the second time.
pub fn check(input: &[u8]) {
    let mut parts = input.splitn(2, |byte| *byte == b'\n');
    let content_type = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let body = parts.next().unwrap_or_default();
    match decode_envelope(&content_type, None, body, &Limits::DEFAULT) {
        Ok(Envelope::Message(message)) => [Style::SOAP, Style::Mtom, Style::Form].into_iter().for_each(|style| said_again(&message, style)),
        Ok(Envelope::Fault(fault)) => {
            let http = encode_fault(&fault);
            let again = decode_envelope(&http.content_type, None, &http.body, &Limits::DEFAULT);
            assert!(matches!(again, Ok(Envelope::Fault(_))), "a fault of ours reads as something else: {again:?}");
        }
        Err(error) => assert!(!error.to_string().is_empty(), "an error without words"),
    }
}

fn said_again(message: &Message, style: Style) {
    // Text with control characters has no form in XML, and says so.
    let Ok(http) = encode(message, style) else { return };
    let once = decode(&http.content_type, &http.body, &Limits::DEFAULT).unwrap_or_else(|error| panic!("{style:?} of ours is not readable: {error}"));
    let Ok(again) = encode(&once, style) else { panic!("{style:?}: what was read back cannot be said") };
    // XML may put white space around a payload that stands in it, so a reader takes off what stands there.
    let trimmed = |message: &Message| message.payload_bytes().map(<[u8]>::trim_ascii).unwrap_or_default().to_vec();
    assert_eq!(trimmed(&once), trimmed(message), "{style:?} changes the payload");
    if once.payload_bytes() == message.payload_bytes() {
        assert_eq!(again.body, http.body, "{style:?} changes when it is said again");
    }
    let twice = decode(&again.content_type, &again.body, &Limits::DEFAULT).unwrap_or_else(|error| panic!("{style:?} of ours is not readable: {error}"));
    assert_eq!(twice.payload_bytes(), once.payload_bytes(), "{style:?} changes the payload each time");
}
