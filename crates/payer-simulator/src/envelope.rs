//! The envelope around an 835: back to where the claims came from, with their delimiters.

use jiff::Timestamp;
use x12_syntax::{Delimiters, SegmentBuilder, WriteError, Writer};

use crate::clock::{date, time};
use crate::intake::Address;

/// From whom an answer goes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    /// ISA05 and ISA06.
    pub(crate) sender: Address,
    /// ISA07 and ISA08.
    pub(crate) receiver: Address,
    /// GS02.
    pub(crate) application_sender: String,
    /// GS03.
    pub(crate) application_receiver: String,
    /// ISA15.
    pub(crate) usage: String,
    /// The delimiters.
    pub(crate) delimiters: Delimiters,
}

/// Puts the envelope around one set.
///
/// # Errors
/// If `body` fails to write its set.
pub(crate) fn wrap<E: From<WriteError>>(
    route: &Route,
    functional_id: &str,
    version: &str,
    control_number: u32,
    at: Timestamp,
    body: impl FnOnce(&mut Writer<Vec<u8>>) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut writer = Writer::new(Vec::new(), route.delimiters);
    let (day, hour) = (date(at), time(at));
    let isa13 = format!("{control_number:09}");
    let short_day = day.get(2..).unwrap_or_default();
    let header: [&str; 15] = [
        "00",
        "",
        "00",
        "",
        &route.sender.qualifier,
        &route.sender.id,
        &route.receiver.qualifier,
        &route.receiver.id,
        short_day,
        &hour,
        "",
        "00501",
        &isa13,
        "0",
        &route.usage,
    ];
    writer.write_interchange_header(&header.map(str::as_bytes))?;
    let group = SegmentBuilder::new("GS")
        .element(functional_id)
        .element(&route.application_sender)
        .element(&route.application_receiver)
        .element(&day)
        .element(&hour)
        .element(control_number.to_string())
        .element("X")
        .element(version);
    writer.write(&group)?;
    body(&mut writer)?;
    let number = control_number.to_string();
    writer.write(&SegmentBuilder::new("GE").element("1").element(number))?;
    writer.write(&SegmentBuilder::new("IEA").element("1").element(isa13))?;
    Ok(writer.into_inner())
}
