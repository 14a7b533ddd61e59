//! Limits: every size that input can drive, each with its reason.

/// Claims in one ST..SE: the 837 guides ask for no more than 5,000 CLM segments in a set.
pub const CLAIMS_PER_SET: usize = 5_000;

/// Claims in one interchange: a batch is rendered inside one transaction, so it must stay small enough to hold the writer only briefly.
pub const CLAIMS_PER_TRANSMISSION: usize = 5_000;

/// Claims in one submission: they are stored in one transaction, and are held in memory until it commits.
pub const CLAIMS_PER_SUBMISSION: usize = 20_000;

/// Items in one page of a list.
pub const PAGE: u32 = 1_000;

/// Digits of an amount, the decimal point left out: data type R allows 18.
pub const AMOUNT_DIGITS: usize = 18;

/// Times that reading one inbound file is begun before it is set aside: a file that stops the process must not stop it for ever.
pub const INBOUND_ATTEMPTS: u32 = 3;
