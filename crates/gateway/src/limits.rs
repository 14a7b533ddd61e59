//! Limits: every size, count and time that the world can drive, each with its reason.

use std::time::Duration;

/// Bytes of one request, and of one dropped file. It is held in memory while it is checked; 64 MiB hold some twenty thousand claims.
pub(crate) const SUBMISSION_BYTES: usize = 64 << 20;

/// Characters of an `Idempotency-Key`: a UUID has 36, and the key is indexed.
pub(crate) const IDEMPOTENCY_KEY_CHARS: usize = 255;

/// Findings that are answered. A file with more has one cause repeated.
pub(crate) const FINDINGS: usize = 1_000;

/// Time for one request, its body included. The largest body takes seconds on a slow line, and nothing waits for a payer.
pub(crate) const REQUEST: Duration = Duration::from_secs(60);

/// Requests that are worked on at once; more wait in the accept queue.
pub(crate) const REQUESTS_AT_ONCE: usize = 256;

/// Items of one page of a list that the console shows.
pub(crate) const CONSOLE_PAGE: u32 = 200;

/// Codes kept of one acknowledgement. Five sets of codes fit a 999's own limit; a hostile one could hold thousands.
pub(crate) const CODES_PER_ACKNOWLEDGEMENT: usize = 20;

/// Files of the inbox that are looked at in one round, so that a full directory cannot hold up the rest.
pub(crate) const INBOX_FILES: usize = 1_000;

/// What the router says of a request that it refuses by itself: a sentence.
pub(crate) const PROBLEM_BYTES: usize = 4 << 10;

/// Inbound files taken up again in one round.
pub(crate) const INBOUND_ROUND: u32 = 100;

/// Transmissions taken up in one round.
pub(crate) const SEND_ROUND: u32 = 100;

/// Payloads fetched of one kind in one round, so that one busy payer cannot hold up its own acknowledgements.
pub(crate) const FETCH_ROUND: usize = 50;

/// Transmissions whose acknowledgements are asked for at most: those sealed last. Older ones are a person's matter.
pub(crate) const AWAITED_TRANSMISSIONS: usize = 2_000;

/// The longest wait between two questions about one transmission's acknowledgement. CORE gives a payer an hour for its 999.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// Time to finish what is in flight when the daemon stops. What is longer stays an open attempt, which the next start takes as UNKNOWN.
pub(crate) const DRAIN: Duration = Duration::from_secs(10);

/// Time that connections have to end after their requests did. Idle ones end at once when they are told.
pub(crate) const LET_GO: Duration = Duration::from_secs(1);
