//! Refusals: how the tests with hostile and broken input ask for an error, its place and its silence.

use core_connectivity::{Error, ErrorKind, Limits, Place, decode};

use crate::samples::{core, envelope};

pub(crate) const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

/// Expects this error at the place where the marker starts; an empty marker stands for anywhere.
#[track_caller]
pub(crate) fn check(body: impl AsRef<[u8]>, marker: &str, expect: ErrorKind) {
    let body = body.as_ref();
    let error = refused("application/soap+xml; charset=utf-8", body);
    assert_eq!(error.kind, expect);
    if !marker.is_empty() {
        let mut windows = body.windows(marker.len());
        let at = windows.position(|window| window == marker.as_bytes()).expect("marker");
        assert_eq!(error.place, Place::Body { offset: at });
    }
}

#[track_caller]
pub(crate) fn refused(content_type: &str, body: impl AsRef<[u8]>) -> Error {
    let error = decode(content_type, body.as_ref(), &Limits::DEFAULT).expect_err("a refusal");
    // No error may quote its input; the bodies here hold a name that no error text has.
    assert!(!format!("{error} {error:?}").contains("JANE"), "{error}");
    error
}

pub(crate) fn body(inside: &str) -> String {
    envelope(&format!("<s:Body>{inside}</s:Body>"))
}

pub(crate) fn header(inside: &str) -> String {
    let request = core("COREEnvelopeRealTimeRequest", "");
    envelope(&format!("<s:Header>{inside}</s:Header><s:Body>{request}</s:Body>"))
}

pub(crate) fn security(inside: &str) -> String {
    let start = format!("<w:Security s:mustUnderstand='true' xmlns:w='{WSSE}'>");
    header(&format!("{start}{inside}</w:Security>"))
}

pub(crate) fn too_many(what: &'static str, limit: usize) -> ErrorKind {
    ErrorKind::LimitExceeded { what, limit }
}
