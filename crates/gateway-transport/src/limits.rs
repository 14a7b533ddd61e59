//! Limits: every size and time that a payer can drive, each with its reason.

use std::time::Duration;

/// Time to resolve, connect and agree on TLS. A payer that takes longer is down, and nothing was sent to it yet.
pub const CONNECT: Duration = Duration::from_secs(10);

/// Time for a whole exchange. CORE gives a payer 60 seconds to answer a batch; ten more cover the upload.
pub const EXCHANGE: Duration = Duration::from_secs(70);

/// Bytes of the answer to a submission: a receipt is a few kilobytes, also with a fault's detail.
pub const RECEIPT_BYTES: usize = 256 << 10;

/// Bytes of an answer that carries a payload. The gateway holds an inbound file in memory until it is stored.
pub const PAYLOAD_BYTES: usize = 64 << 20;
