//! A SOAP 1.2 fault: trouble with the message itself, as opposed to its CORE metadata.

use std::fmt;

/// A SOAP fault.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whose fault it is.
    pub code: FaultCode,
    /// The sender's words, which may quote the message and are therefore not printed.
    pub reason: String,
}

/// The codes of SOAP 1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// The envelope is of another version.
    VersionMismatch,
    /// A header that must be understood was not.
    MustUnderstand,
    /// The data is encoded in a way that the receiver does not know.
    DataEncodingUnknown,
    /// The message was not as expected, or the sender may not send it.
    Sender,
    /// The receiver has troubles of its own.
    Receiver,
}

impl FaultCode {
    /// All codes.
    pub const ALL: [FaultCode; 5] =
        [FaultCode::VersionMismatch, FaultCode::MustUnderstand, FaultCode::DataEncodingUnknown, FaultCode::Sender, FaultCode::Receiver];

    /// The local name on the wire.
    pub const fn wire_name(self) -> &'static str {
        match self {
            FaultCode::VersionMismatch => "VersionMismatch",
            FaultCode::MustUnderstand => "MustUnderstand",
            FaultCode::DataEncodingUnknown => "DataEncodingUnknown",
            FaultCode::Sender => "Sender",
            FaultCode::Receiver => "Receiver",
        }
    }

    /// Whether the code says that the receiver stopped at the message and did not take the payload.
    ///
    /// [`FaultCode::Receiver`] proves nothing: the payload may have been taken before the trouble.
    pub const fn refuses_before_processing(self) -> bool {
        !matches!(self, FaultCode::Receiver)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault").field("code", &self.code).field("reason", &format_args!("[phi]")).finish()
    }
}
