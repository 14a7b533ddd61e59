//! A SOAP 1.2 fault: `Code/Value` and the first `Reason/Text`, read and written. Subcodes and details are skipped.

use crate::error::{Error, ErrorKind};
use crate::fault::{Fault, FaultCode};
use crate::limits::Limits;
use crate::xml::{Namespace, SOAP_1_2, XmlReader, push_escaped};

/// Reads the fault that was just opened, up to its end.
pub(super) fn read_fault(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Fault, Error> {
    let start = reader.offset();
    let (mut code, mut reason) = (None, None);
    while let Some(element) = reader.child()? {
        if element.is(Namespace::Soap12, "Code") && code.is_none() {
            code = read_code(reader, limits)?;
        } else if element.is(Namespace::Soap12, "Reason") && reason.is_none() {
            reason = first_text(reader, limits)?;
        } else {
            reader.skip()?;
        }
    }
    let missing = || Error::body(start, ErrorKind::ElementMissing { name: "soap:Code with a code of SOAP 1.2" });
    Ok(Fault { code: code.ok_or_else(missing)?, reason: reason.unwrap_or_default() })
}

fn read_code(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Option<FaultCode>, Error> {
    let mut code = None;
    while let Some(element) = reader.child()? {
        if !element.is(Namespace::Soap12, "Value") {
            reader.skip()?;
            continue;
        }
        let inside = ErrorKind::ElementUnexpected { expected: "text" };
        let value = reader.text(limits.max_field_bytes, inside)?;
        let name = value.trim_ascii();
        let local_name = name.rsplit(':').next().unwrap_or(name);
        let known = FaultCode::ALL.into_iter().find(|code| code.wire_name() == local_name);
        code = known.filter(|_| reader.name_is_in(name, Namespace::Soap12));
    }
    Ok(code)
}

fn first_text(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Option<String>, Error> {
    let mut text = None;
    while let Some(element) = reader.child()? {
        if text.is_none() && element.is(Namespace::Soap12, "Text") {
            let inside = ErrorKind::ElementUnexpected { expected: "text" };
            text = Some(reader.text(limits.max_field_bytes, inside)?.trim_ascii().to_owned());
        } else {
            reader.skip()?;
        }
    }
    Ok(text)
}

/// Writes an envelope with a fault. Characters that XML cannot carry become `?`: a fault must always get out.
pub(crate) fn write_fault(fault: &Fault) -> String {
    let allowed = |c: char| {
        if c.is_control() && !matches!(c, '\t' | '\n' | '\r') { '?' } else { c }
    };
    let mut reason = String::new();
    push_escaped(&mut reason, &fault.reason.chars().map(allowed).collect::<String>().replace(['\u{FFFE}', '\u{FFFF}'], "?"));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope xmlns:soap=\"{SOAP_1_2}\"><soap:Body><soap:Fault>\
         <soap:Code><soap:Value>soap:{code}</soap:Value></soap:Code>\
         <soap:Reason><soap:Text xml:lang=\"en\">{reason}</soap:Text></soap:Reason>\
         </soap:Fault></soap:Body></soap:Envelope>",
        code = fault.code.wire_name(),
    )
}
