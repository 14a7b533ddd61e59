//! The daemon as its callers see it: over HTTP, through its inbox, and across crashes, with a payer in memory.

mod intake;
mod journey;
mod payer;
mod stage;
