//! SOAP 1.2: the envelope around a CORE message or a fault, read and written.

mod fault;
mod header;
mod payload;
mod read;
mod write;

pub(crate) use fault::write_fault;
pub(crate) use payload::Include;
pub(crate) use read::{Content, Received, read_envelope};
pub(crate) use write::{PayloadForm, write_envelope};
