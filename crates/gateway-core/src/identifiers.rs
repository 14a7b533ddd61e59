//! Identifiers: opaque names that we give to what we keep. None of them says anything about a patient, so all of them may be logged.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a text as this identifier.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifier! {
    /// One accepted claim.
    ClaimId,
    /// One request or file that brought claims.
    SubmissionId,
    /// One sealed interchange. It is a UUID, and is sent as the CORE PayloadID.
    TransmissionId,
    /// One payment: one ST..SE of an 835, named after its content, so that the same payment has the same identifier in every envelope.
    PaymentId,
    /// One inbound file, named after its SHA-256.
    InboundId,
    /// A way to a payer, as the configuration names it.
    RouteId,
}

/// The number of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExceptionId(pub i64);

impl fmt::Display for ExceptionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A UUID of version 7: it sorts by time, and is unique by 74 random bits (RFC 9562 section 5.7).
#[must_use]
pub fn time_ordered_uuid(now: Timestamp, entropy: [u8; 16]) -> String {
    let milliseconds = u128::try_from(now.as_millisecond().max(0)).unwrap_or_default() & 0xFFFF_FFFF_FFFF;
    let random = u128::from_be_bytes(entropy);
    let bits = (milliseconds << 80) | (random & 0x0000_0000_0000_0FFF_3FFF_FFFF_FFFF_FFFF) | (0x7 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let part = |from, to| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_carries_its_version_its_variant_and_its_time() {
        let at = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
        let ones = time_ordered_uuid(at(1_700_000_000_000), [0xFF; 16]);
        assert_eq!(ones, "018bcfe5-6800-7fff-bfff-ffffffffffff");
        assert_eq!(time_ordered_uuid(at(0), [0; 16]), "00000000-0000-7000-8000-000000000000");
        assert!(ones < time_ordered_uuid(at(1_700_000_000_001), [0; 16]));
    }
}
