//! The SOAP header: WS-Security with a user name and a password in clear, which is what every such partner uses.
//!
//! A block with `mustUnderstand` that we do not understand is refused, as SOAP demands. Within a security header the same
//! holds for its parts: a signature that we were told to understand and did not check must not pass as checked.

use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::message::Credentials;
use crate::xml::{Element, Namespace, PASSWORD_TEXT, XmlReader};

/// Reads the header that was just opened, up to its end.
pub(super) fn read_header(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Option<Credentials>, Error> {
    let mut credentials = None;
    let mut security_seen = false;
    while let Some(block) = reader.child()? {
        let must_understand = must_understand(reader, &block);
        if block.is(Namespace::Security, "Security") {
            refuse_second("wsse:Security", security_seen, &block)?;
            security_seen = true;
            credentials = read_security(reader, must_understand, limits)?;
        } else if must_understand {
            return Err(Error::body(block.offset, ErrorKind::HeaderNotUnderstood));
        } else {
            reader.skip()?;
        }
    }
    Ok(credentials)
}

fn must_understand(reader: &XmlReader<'_>, block: &Element<'_>) -> bool {
    let value = reader.attribute(block, Namespace::Soap12, "mustUnderstand");
    // Anything but a clear no is taken as a yes.
    value.is_some_and(|value| !matches!(value.trim_ascii(), "false" | "0"))
}

fn refuse_second(name: &'static str, is_second: bool, element: &Element<'_>) -> Result<(), Error> {
    if is_second { Err(Error::body(element.offset, ErrorKind::ElementRepeated { name })) } else { Ok(()) }
}

fn read_security(reader: &mut XmlReader<'_>, must_understand: bool, limits: &Limits) -> Result<Option<Credentials>, Error> {
    let mut credentials = None;
    while let Some(part) = reader.child()? {
        if part.is(Namespace::Security, "UsernameToken") {
            refuse_second("wsse:UsernameToken", credentials.is_some(), &part)?;
            credentials = Some(read_token(reader, limits)?);
        } else if must_understand && !part.is(Namespace::SecurityUtility, "Timestamp") {
            return Err(Error::body(part.offset, ErrorKind::HeaderNotUnderstood));
        } else {
            reader.skip()?;
        }
    }
    Ok(credentials)
}

fn read_token(reader: &mut XmlReader<'_>, limits: &Limits) -> Result<Credentials, Error> {
    let mut user_name = None;
    let mut password = None;
    while let Some(part) = reader.child()? {
        let inside = ErrorKind::ElementUnexpected { expected: "text" };
        if part.is(Namespace::Security, "Username") {
            refuse_second("wsse:Username", user_name.is_some(), &part)?;
            user_name = Some(reader.text(limits.max_field_bytes, inside)?);
        } else if part.is(Namespace::Security, "Password") {
            refuse_second("wsse:Password", password.is_some(), &part)?;
            let kind = reader.attribute(&part, Namespace::None, "Type");
            if kind.is_some_and(|kind| kind != PASSWORD_TEXT) {
                return Err(Error::body(part.offset, ErrorKind::PasswordTypeUnsupported));
            }
            password = Some(reader.text(limits.max_field_bytes, inside)?);
        } else {
            reader.skip()?;
        }
    }
    Ok(Credentials { user_name: user_name.unwrap_or_default(), password: password.unwrap_or_default() })
}
