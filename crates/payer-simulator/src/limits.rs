//! The limits that input can drive, each with its reason.

/// Bytes of an HTTP body. A batch of some ten thousand claims; a test payer needs no more.
pub const MAX_BODY_BYTES: usize = 64 << 20;

/// Transmissions that one simulator remembers. It keeps their answers in memory, some ten kilobytes each.
pub const MAX_TRANSMISSIONS: usize = 20_000;

/// Interchanges in one payload. Answers are made for each, and each is a page of text.
pub const MAX_INTERCHANGES: usize = 100;

/// Claims in one submission.
pub const MAX_CLAIMS: usize = 50_000;

/// Rules of a script; each claim is held against all of them.
pub const MAX_RULES: usize = 1_000;

/// Longest time that an answer is held back: longer than any client waits.
pub const MAX_HOLD_SECONDS: u32 = 3_600;

/// How long a shutdown waits for requests in flight.
pub const SHUTDOWN_SECONDS: u64 = 5;

/// Bytes of one line of the journal: a body in Base64 with its command around it.
pub const MAX_JOURNAL_LINE_BYTES: usize = 2 * MAX_BODY_BYTES;
