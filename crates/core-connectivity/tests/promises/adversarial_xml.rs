//! Hostile and broken XML: each case is refused, for its reason, at its place, and nothing is fetched.

use core_connectivity::{ErrorKind, Limits, Place, decode};

use crate::refusal::{body, check, header, refused, too_many};
use crate::samples::{core, request_with};

fn ill(found: &'static str) -> ErrorKind {
    ErrorKind::NotWellFormed { found }
}

#[test]
fn what_is_no_envelope() {
    let not = |found| ErrorKind::NotAnEnvelope { found };
    check("", "", not("nothing"));
    check(" \r\n ", "", not("nothing"));
    check("ISA*00*JANE~", "", not("neither XML nor a multipart body"));
    check("{\"status\":\"ok\"}", "", not("neither XML nor a multipart body"));
    check("<html><body>Sign in, JANE</body></html>", "<html", not("another document"));
    check("<!-- JANE -->", "", not("another document"));
    check("<!DOCTYPE html><html></html>", "<!DOC", ErrorKind::DoctypeForbidden);
    check(core("COREEnvelopeRealTimeRequest", ""), "<c:", not("another document"));
}

#[test]
fn document_types_are_refused_before_anything_is_expanded() {
    let request = request_with("<SenderID>&a;</SenderID>");
    let lol: String = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    for subset in [
        "<!DOCTYPE a>".to_owned(),
        "<!doctype a>".to_owned(),
        "<!DOCTYPE a [<!ENTITY a \"JANE\">]>".to_owned(),
        "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>".to_owned(),
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p.dtd\"> %p;]>".to_owned(),
        "<!DOCTYPE a PUBLIC \"-//x//y\" \"http://127.0.0.1:1/a.dtd\">".to_owned(),
        format!("<!DOCTYPE a [<!ENTITY l0 \"lol\">{lol}]>"),
        "<!DOCTYPE a [".to_owned(),
        "<!DOCTYPE>".to_owned(),
    ] {
        check(format!("{subset}{request}"), "", ErrorKind::DoctypeForbidden);
    }
    check(body("<!DOCTYPE a>"), "<!DOCTYPE", ErrorKind::DoctypeForbidden);
}

#[test]
fn entities_other_than_the_five_are_refused() {
    check(request_with("<SenderID>&a;</SenderID>"), "&a;", ErrorKind::EntityUnknown);
    check(request_with("<SenderID>&nbsp;</SenderID>"), "&nbsp;", ErrorKind::EntityUnknown);
    check(request_with("<SenderID x='&a;'/>"), "<SenderID", ErrorKind::EntityUnknown);
    check(request_with("<SenderID>&#0;</SenderID>"), "&#0;", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>&#x1D;</SenderID>"), "&#x1D;", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>&#xFFFF;</SenderID>"), "&#xFFFF;", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>&#1114112;</SenderID>"), "&#1114112;", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>a & b</SenderID>"), "", ill("an ampersand that starts no reference"));
}

#[test]
fn instructions_and_other_encodings_are_refused() {
    check(body("<?php JANE ?>"), "<?php", ErrorKind::InstructionForbidden);
    check("<?xml-stylesheet href='http://127.0.0.1:1/'?><a/>", "<?xml-", ErrorKind::InstructionForbidden);
    check(body("<?xml version='1.0'?>"), "<?xml", ErrorKind::InstructionForbidden);
    check("<?xml version='1.1'?><a/>", "<?xml", ill("another version of XML than 1.0"));
    check("<?xml?><a/>", "<?xml", ill("another version of XML than 1.0"));
    for encoding in ["UTF-7", "UTF-16", "ISO-8859-1", "windows-1252", ""] {
        check(format!("<?xml version='1.0' encoding='{encoding}'?><a/>"), "<?xml", ErrorKind::EncodingUnsupported);
    }
    let utf16: Vec<u8> = "\u{FEFF}<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused("text/xml", &utf16).kind, ErrorKind::EncodingUnsupported);
    let charset = refused("text/xml; charset=iso-8859-1", request_with("").as_bytes());
    assert_eq!((charset.place, charset.kind), (Place::Header, ErrorKind::EncodingUnsupported));
    let error = refused("text/xml", b"<a>JANE\xff</a>");
    assert_eq!((error.place, error.kind), (Place::Body { offset: 7 }, ErrorKind::NotUtf8));
}

#[test]
fn bytes_that_are_no_characters_of_xml_are_refused() {
    check(request_with("<SenderID>JANE\u{1}</SenderID>"), "\u{1}", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>\u{0}</SenderID>"), "\u{0}", ErrorKind::CharacterForbidden);
    check(request_with("<Payload><![CDATA[ISA\u{1d}]]></Payload>"), "\u{1d}", ErrorKind::CharacterForbidden);
    check(request_with("<SenderID>\u{FFFE}</SenderID>"), "\u{FFFE}", ErrorKind::CharacterForbidden);
    let overlong = [request_with("<SenderID>").as_bytes(), b"\xC0\xBC"].concat();
    check(overlong, "", ErrorKind::NotUtf8);
}

#[test]
fn broken_markup_is_refused() {
    check(body("<JANE"), "", ill("'<' in a tag"));
    check("<s:Envelope", "", ill("markup that does not end"));
    check(body("<![CDATA[ JANE"), "", ill("markup that does not end"));
    check(body("<!-- JANE"), "", ill("markup that does not end"));
    check("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>", "", ill("the end of the document inside an element"));
    check(body("</JANE>"), "</JANE", ill("an end tag without its start tag"));
    check(body("<JANE x=1/>"), "<JANE", ill("a malformed attribute"));
    check(body("<JANE x='<'/>"), "<JANE", ill("'<' in a tag"));
    check(body("<JANE x='1' x='2'/>"), "<JANE", ill("an attribute twice"));
    check(body("<p:JANE/>"), "<p:JANE", ErrorKind::PrefixUndeclared);
    check(request_with("<p:SenderID>1</p:SenderID>"), "<p:", ErrorKind::PrefixUndeclared);
    check(body("<a xmlns:p=''/>"), "<a", ill("a namespace prefix declared as nothing"));
    check(body("<a xmlns:xml='urn:x'/>"), "", ill("a reserved namespace declared anew"));
    check(body("<a xmlns:xmlns='urn:x'/>"), "", ill("a reserved namespace declared anew"));
    check(request_with("") + "JANE", "JANE", ill("something after the envelope"));
    check(request_with("") + "<a/>", "<a/>", ill("something after the envelope"));
}

#[test]
fn what_exceeds_a_limit_is_refused() {
    let limits = Limits::DEFAULT;
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    check(header(&deep), "", too_many("levels of XML elements", limits.max_xml_depth));
    check(header(&"<a/>".repeat(10_000)), "", too_many("XML elements", limits.max_xml_elements));
    let attributes = |name: &dyn Fn(usize) -> String| (0..500).map(|n| format!(" {}=''", name(n))).collect::<String>();
    check(header(&format!("<a{}/>", attributes(&|n| format!("b{n}")))), "<a ", too_many("attributes of an element", limits.max_xml_attributes));
    check(header(&format!("<a b='{}'/>", "x".repeat(1 << 20))), "<a ", too_many("bytes of a start tag", limits.max_xml_tag_bytes));
    let prefixes = attributes(&|n| format!("xmlns:p{n}")).replace("''", "'urn:x'");
    check(header(&format!("<a{prefixes}/>")), "", too_many("namespace declarations", limits.max_xml_attributes));
    let long = "JANE".repeat(limits.max_field_bytes);
    check(request_with(&format!("<SenderID>{long}</SenderID>")), "", too_many("bytes of text", limits.max_field_bytes));
    let small = Limits { max_payload_bytes: 4, max_body_bytes: 1000, ..limits };
    let payload = |text: &str| decode("text/xml", request_with(&format!("<Payload>{text}</Payload>")).as_bytes(), &small);
    assert!(payload("ISA~").is_ok());
    assert_eq!(payload("I<!-- x -->SA~~").map_err(|error| error.kind), Err(too_many("bytes of text", 4)));
    assert_eq!(payload(&"x".repeat(1000)).map_err(|error| error.kind), Err(too_many("bytes of the body", 1000)));
}

#[test]
fn each_limit_of_xml_holds_at_its_last_allowed_value() {
    let limits = Limits { max_xml_depth: 4, max_xml_attributes: 3, max_field_bytes: 5, max_xml_elements: 4, ..Limits::DEFAULT };
    let accepts = |fields: &str| decode("text/xml", request_with(fields).as_bytes(), &limits).is_ok();
    assert!(accepts("<SenderID a='' b='' c=''>12345</SenderID>"));
    assert!(!accepts("<SenderID>123456</SenderID>"));
    assert!(!accepts("<SenderID a='' b='' c='' d=''/>"));
    assert!(!accepts("<SenderID/><ReceiverID/>"));
    assert!(!accepts("<Own><Deeper/></Own>"));
}

#[test]
fn what_only_some_parsers_let_pass_is_refused() {
    check(body("<!-- a -- b -->"), "", ill("malformed markup"));
    check("<![CDATA[ ]]><a/>", "<![", ErrorKind::NotAnEnvelope { found: "another document" });
    check("&#32;<a/>", "", ErrorKind::NotAnEnvelope { found: "neither XML nor a multipart body" });
    check(request_with("") + "<![CDATA[ ]]>", "<![CDATA[ ]]>", ErrorKind::TextUnexpected);
    check(request_with("") + "&#32;", "&#32;", ErrorKind::TextUnexpected);
    let twice = "<JANE xmlns:a='urn:x' xmlns:b='urn:x' a:y='1' b:y='2'/>";
    check(body(twice), "<JANE", ill("an attribute twice"));
    check(request_with("<SenderID>&#+65;</SenderID>"), "&#+65;", ErrorKind::CharacterForbidden);
    for declaration in ["version='1.0' standalone='JANE'", "version='1.0' own='1'"] {
        let malformed = ill("a malformed XML declaration");
        check(format!("<?xml {declaration}?><a/>"), "<?xml", malformed);
    }
    check(request_with("a ]]> b"), "a ]]> b", ill("]]> in text"));
}
