//! Work grows with the input, not with its square: a megabyte of the worst of each kind takes moments.
//!
//! A quadratic reader would need about 10^12 steps for these, that is many minutes, so a generous bound tells the two
//! apart on any machine.

use std::time::{Duration, Instant};

use core_connectivity::{Limits, Message, Style, decode, encode};

use crate::samples::{batch, core, envelope, question, request_with};

const SIZE: usize = 1 << 20;

#[track_caller]
fn check(content_type: &str, body: &str) {
    let wide = Limits {
        max_xml_depth: usize::MAX,
        max_xml_elements: usize::MAX,
        max_field_bytes: usize::MAX,
        max_xml_tag_bytes: usize::MAX,
        max_part_header_bytes: usize::MAX,
        max_parts: usize::MAX,
        ..Limits::DEFAULT
    };
    let start = Instant::now();
    for limits in [wide, Limits::DEFAULT] {
        let _ = decode(content_type, body.as_bytes(), &limits);
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

fn filled(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

#[test]
fn reading_xml_takes_linear_time() {
    for piece in ["<a/>", "<a>", "<a xmlns:b='urn:b'>", "&amp;", "<!---->", "<!----> ", "<![CDATA[]]>", "]", "<", "</a>", " ", "\r", "<![CDATA["] {
        check("text/xml", &request_with(&format!("<Payload>{}</Payload>", filled(piece))));
        check("text/xml", &request_with(&format!("<Own>{}</Own>", filled(piece))));
        check("text/xml", &filled(piece));
        check("text/xml", &(request_with("") + &filled(piece)));
        check("text/xml", &(filled(piece) + &request_with("")));
    }
    check("text/xml", &request_with(&format!("<a {}/>", filled("b='' "))));
    check("text/xml", &envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeBatchSubmission", &format!("<Payload>{}</Payload>", filled("YWJj\n"))))));
}

#[test]
fn reading_multipart_takes_linear_time() {
    for content_type in ["multipart/form-data; boundary=B", "multipart/related; boundary=B", "multipart/mixed; boundary=B", ""] {
        for piece in ["--B", "--B\n", "--B\n\n", "--B \r", "\n", "\r", "--B\nA: b\n\nc\n", "A: b\n", " a\n", "--B\r\n ", "-"] {
            check(content_type, &filled(piece));
            check(content_type, &format!("--B\n{}\n--B--", filled(piece)));
            check(content_type, &format!("--B\nContent-Disposition: form-data; name=Payload\n\n{}\n--B--", filled(piece)));
        }
    }
    check(&format!("multipart/form-data{}", filled("; a=\"\\\\\"")), "--B--");
    let many: String = (0..SIZE / 10).map(|n| format!("; a{n}=b")).collect();
    check(&format!("multipart/form-data; boundary=B{many}"), "--B--");
}

#[test]
fn writing_takes_linear_time() {
    let check = |message: Message| {
        let start = Instant::now();
        for style in [Style::SOAP, Style::Mtom, Style::Form] {
            assert!(encode(&message, style).is_ok());
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    };
    for piece in ["]]>", "\r", "&", "--core-envelope-5f0c3d1e8a5511f09a3b0242ac120002-"] {
        check(question().with_payload(filled(piece).into_bytes()));
        check(batch().with_payload(filled(piece).into_bytes()));
    }
    let counters: String = (0..SIZE / 60).map(|n| format!("--core-envelope-5f0c3d1e8a5511f09a3b0242ac120002-{n:010}\n")).collect();
    check(batch().with_payload(counters.into_bytes()));
}
