//! Messages and envelopes that the tests start from. All values are made up.

use core_connectivity::{Message, Operation, PayloadType, TimeStamp};

pub(crate) const ID: &str = "5f0c3d1e-8a55-11f0-9a3b-0242ac120002";

/// A real-time eligibility question.
pub(crate) fn question() -> Message {
    Message::request(Operation::RealTimeTransaction, PayloadType::ELIGIBILITY_REQUEST, ID, TimeStamp::from_unix_seconds(1_767_621_787))
        .between("SUBMITTER1", "PAYERX")
        .with_credentials("SUBMITTER1", "not-a-real-one")
        .with_payload(x12().into_bytes())
}

/// A batch of claims.
pub(crate) fn batch() -> Message {
    Message::request(Operation::BatchSubmitTransaction, PayloadType::PROFESSIONAL_CLAIM, ID, TimeStamp::from_unix_seconds(1_767_621_787))
        .between("SUBMITTER1", "PAYERX")
        .with_payload(x12().into_bytes())
}

/// An interchange without groups.
pub(crate) fn x12() -> String {
    isa('~') + "IEA*0*000000001~"
}

/// An interchange header with this segment terminator.
pub(crate) fn isa(terminator: char) -> String {
    let start = "ISA*00*          *00*          *ZZ*SUBMITTER1     *ZZ*PAYERX         *260105*1403*^*00501*000000001*0*T*:";
    assert_eq!(start.len(), 105);
    format!("{start}{terminator}")
}

/// A SOAP 1.2 envelope around this.
pub(crate) fn envelope(inside: &str) -> String {
    format!(r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">{inside}</s:Envelope>"#)
}

/// A SOAP 1.2 envelope with a real-time request that has these fields.
pub(crate) fn request_with(fields: &str) -> String {
    envelope(&format!("<s:Body>{}</s:Body>", core("COREEnvelopeRealTimeRequest", fields)))
}

/// A CORE element with these fields.
pub(crate) fn core(element: &str, fields: &str) -> String {
    format!(r#"<c:{element} xmlns:c="http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd">{fields}</c:{element}>"#)
}
