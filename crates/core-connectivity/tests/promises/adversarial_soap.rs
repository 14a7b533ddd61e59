//! Well-formed XML that is no SOAP 1.2 envelope with one CORE message: each case is refused, for its reason, at its place.

use core_connectivity::{ErrorKind, FaultCode, Field, Limits, Place, decode, decode_with_action};

use crate::refusal::{WSSE, body, check, header, refused, security};
use crate::samples::{core, envelope, request_with};

#[test]
fn two_of_what_must_be_one_are_refused() {
    let request = core("COREEnvelopeRealTimeRequest", "");
    let twice = |name| ErrorKind::ElementRepeated { name };
    check(envelope(&format!("<s:Body>{request}</s:Body><s:Body >{request}</s:Body>")), "<s:Body >", twice("soap:Body"));
    check(envelope(&format!("<s:Header/><s:Header /><s:Body>{request}</s:Body>")), "<s:Header />", twice("soap:Header"));
    check(body(&format!("{request}{}", request)), "", twice("a CORE element or soap:Fault"));
    check(request_with("<SenderID>1</SenderID><SenderID >2</SenderID>"), "<SenderID >", ErrorKind::FieldRepeated { field: Field::SenderId });
    check(request_with("<SenderID/><c:senderid>2</c:senderid>"), "<c:senderid", ErrorKind::FieldRepeated { field: Field::SenderId });
    check(request_with("<Payload/><Payload >1</Payload>"), "<Payload >", ErrorKind::FieldRepeated { field: Field::Payload });
    check(security("<w:UsernameToken/><w:UsernameToken />"), "<w:UsernameToken />", twice("wsse:UsernameToken"));
    check(security("<w:UsernameToken><w:Password/><w:Password /></w:UsernameToken>"), "<w:Password />", twice("wsse:Password"));
    check(security("<w:UsernameToken><w:Username/><w:Username /></w:UsernameToken>"), "<w:Username />", twice("wsse:Username"));
    let second = security("").replace("</s:Header>", "<w:Security xmlns:w='WSSE' /></s:Header>");
    check(second.replace("WSSE", WSSE), "<w:Security xmlns", twice("wsse:Security"));
}

#[test]
fn elements_out_of_place_are_refused() {
    let request = core("COREEnvelopeRealTimeRequest", "");
    let unexpected = |expected| ErrorKind::ElementUnexpected { expected };
    check(envelope(&format!("<s:Body>{request}</s:Body><s:Header/>")), "<s:Header", unexpected("soap:Header, then soap:Body"));
    check(envelope("<a/>"), "<a/>", unexpected("soap:Header, then soap:Body"));
    check(envelope(&format!("<Body>{request}</Body>")), "<Body>", unexpected("soap:Header, then soap:Body"));
    check(envelope("<s:Header/>"), "</s:Envelope>", ErrorKind::ElementMissing { name: "soap:Body" });
    check(body(""), "", ErrorKind::ElementMissing { name: "a CORE element or soap:Fault" });
    check(body("<COREEnvelope/>"), "<COREEnvelope", unexpected("a CORE element or soap:Fault"));
    check(body(&request).replace("<c:", "JANE<c:"), "JANE", ErrorKind::TextUnexpected);
    check(request_with("JANE"), "JANE", ErrorKind::TextUnexpected);
    check(envelope("JANE"), "JANE", ErrorKind::TextUnexpected);
    check(request_with("<SenderID>1<b/></SenderID>"), "<b/>", ErrorKind::FieldNotText { field: Field::SenderId });
    check(request_with("<Payload>1<b/></Payload>"), "<b/>", ErrorKind::FieldNotText { field: Field::Payload });
    check(security("<w:UsernameToken><w:Username>a<b/></w:Username></w:UsernameToken>"), "<b/>", unexpected("text"));
    check(body("<s:Fault/>"), "", ErrorKind::ElementMissing { name: "soap:Code with a code of SOAP 1.2" });
    let foreign = "<s:Fault><s:Code><s:Value xmlns:o='urn:o'>o:Sender</s:Value></s:Code></s:Fault>";
    check(body(foreign), "", ErrorKind::ElementMissing { name: "soap:Code with a code of SOAP 1.2" });
    check(body("<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code></s:Fault>"), "", ErrorKind::FaultReceived);
}

#[test]
fn wrong_namespaces_are_refused() {
    let wrong = ErrorKind::WrongNamespace { name: "COREEnvelopeRealTimeRequest" };
    check(body("<COREEnvelopeRealTimeRequest/>"), "<CORE", wrong.clone());
    check(request_with("").replace("CORERule2.2.0", "CORERule9.9.9"), "<c:", wrong.clone());
    check(request_with("").replace("CORERule2.2.0", "corerule2.2.0"), "<c:", wrong);
    let version = |found| ErrorKind::SoapVersion { found };
    check(request_with("").replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/"), "<s:Envelope", version("SOAP 1.1"));
    check(request_with("").replace("2003/05", "2001/06"), "<s:Envelope", version("another namespace"));
    check("<Envelope/>", "<Envelope", version("another namespace"));
    // A prefix that is bound anew means its new namespace.
    let rebound = request_with("").replace("<s:Body", "<s:Body xmlns:s='urn:x'");
    check(rebound, "<s:Body", ErrorKind::ElementUnexpected { expected: "soap:Header, then soap:Body" });
}

#[test]
fn headers_that_must_be_understood_and_are_not_are_refused() {
    let not_understood = ErrorKind::HeaderNotUnderstood;
    check(header("<x:Id xmlns:x='urn:x' s:mustUnderstand='true'/>"), "<x:Id", not_understood.clone());
    check(header("<x:Id xmlns:x='urn:x' s:mustUnderstand=' 1 '/>"), "<x:Id", not_understood.clone());
    check(header("<x:Security xmlns:x='urn:x' s:mustUnderstand='yes'/>"), "<x:Sec", not_understood.clone());
    assert!(decode("", header("<x:Id xmlns:x='urn:x' s:mustUnderstand='0'/>").as_bytes(), &Limits::DEFAULT).is_ok());
    assert!(decode("", header("<x:Id xmlns:x='urn:x' mustUnderstand='1'/>").as_bytes(), &Limits::DEFAULT).is_ok());
    for signed in [
        "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>",
        "<w:BinarySecurityToken>AA==</w:BinarySecurityToken>",
        "<a:Assertion xmlns:a='urn:oasis:names:tc:SAML:2.0:assertion'/>",
    ] {
        check(security(signed), &signed[..6], not_understood.clone());
    }
    let digest = "<w:UsernameToken><w:Password Type='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest'>JANE</w:Password></w:UsernameToken>";
    check(security(digest), "<w:Password", ErrorKind::PasswordTypeUnsupported);
}

#[test]
fn an_action_of_another_operation_is_refused() {
    let mismatch = |content_type: &str| {
        let error = refused(content_type, request_with("").as_bytes());
        assert_eq!((error.place, error.kind), (Place::Header, ErrorKind::ActionMismatch));
    };
    mismatch("application/soap+xml; action=BatchSubmitTransaction");
    mismatch("application/soap+xml; action=\"urn:x:GenericBatchRetrievalTransaction\"");
    let submission = envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeBatchSubmission", "")));
    let plain_and_generic = ["BatchSubmitTransaction", "GenericBatchSubmissionTransaction"];
    for [one, other] in [plain_and_generic, [plain_and_generic[1], plain_and_generic[0]]] {
        let content_type = format!("application/soap+xml; action={one}");
        let read = |action| decode_with_action(&content_type, Some(action), submission.as_bytes(), &Limits::DEFAULT);
        assert!(read(one).is_ok_and(|message| message.operation.action() == one));
        assert!(read(other).is_err_and(|error| error.kind == ErrorKind::ActionMismatch));
    }
}

#[test]
fn a_batch_payload_that_is_not_base64_is_refused() {
    let batch = |payload: &str| body(&core("COREEnvelopeBatchSubmission", &format!("<Payload>{payload}</Payload>")));
    for payload in ["ISA*00*JANE~", "YWJj=YWJj", "YWJjZ", "<![CDATA[é]]>"] {
        check(batch(payload), "", ErrorKind::Base64Malformed);
    }
}

#[test]
fn a_pointer_to_an_attachment_needs_a_multipart_body() {
    let include = |attributes: &str| request_with(&format!("<Payload><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' {attributes}/></Payload>"));
    check(include("href='cid:a'"), "<x:Include", ErrorKind::IncludeUnresolved);
    for attributes in ["", "href=''", "href='cid:'", "href='http://127.0.0.1:1/a'", "href='file:///etc/hostname'", "href='cid:%zz'", "src='cid:a'"] {
        check(include(attributes), "<x:Include", ErrorKind::IncludeMalformed);
    }
    check(include("href='cid:a'").replace("/></Payload>", "><b/></x:Include></Payload>"), "<x:Include", ErrorKind::IncludeMalformed);
    check(include("href='cid:a'").replace("2004/08/xop", "2001/XInclude"), "<x:Include", ErrorKind::FieldNotText { field: Field::Payload });
    check(include("href='cid:a'").replace("<Payload>", "<Payload>JANE"), "<x:Include", ErrorKind::IncludeBesideText);
    check(include("href='cid:a'").replace("</Payload>", "JANE</Payload>"), "<x:Include", ErrorKind::IncludeBesideText);
    check(
        include("href='cid:a'").replace("</Payload>", "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:b' /></Payload>"),
        "",
        ErrorKind::IncludeBesideText,
    );
    let on_field = include("href='cid:a'").replace("Payload>", "SenderID>");
    check(on_field, "<x:Include", ErrorKind::FieldNotText { field: Field::SenderId });
}

#[test]
fn errors_become_the_fault_that_soap_wants() {
    let code = |body: &str| refused("text/xml", body.as_bytes()).to_fault().code;
    assert_eq!(code("<Envelope/>"), FaultCode::VersionMismatch);
    assert_eq!(code(&header("<x:Id xmlns:x='urn:x' s:mustUnderstand='true'/>")), FaultCode::MustUnderstand);
    assert_eq!(code("<!DOCTYPE a>"), FaultCode::Sender);
}

#[test]
fn errors_say_where_what_and_what_was_expected() {
    let error = refused("text/xml", request_with("<SenderID>1</SenderID><SenderID >JANE</SenderID>").as_bytes());
    assert_eq!(error.to_string(), "body at byte 181: expected SenderID once, found it again");
}
